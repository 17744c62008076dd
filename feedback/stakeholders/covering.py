"""Who was invited, who came and who is silent: for one occasion, or for those of a period.

Names of stakeholders are never public: a public report takes the counts alone.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consultations.models import Consultation, Opinion
from feedback.stakeholders.grid import HIGH
from feedback.stakeholders.models import Invitation, OccasionKind, Stakeholder, Turnout
from feedback.stakeholders.occasions import Occasion, within
from forums.bodies.models import Body, Membership
from forums.calls.models import Application, Call
from prestizh.ledger import clock
from prestizh.meetings.models import Attendee
from prestizh.meetings.models.people import IN_SESSION
from prestizh.terms import closes_at, opens_at


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One stakeholder: whom it concerns by area or settlement, or who was invited or came.

    `cares` says whether it matters much to them. `how` is empty where they are silent.
    """

    public_id: str
    name: str
    nature: str
    sort: str
    cares: bool
    invited_on: date | None
    how: str

    @property
    def is_silent(self) -> bool:
        return not self.how


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one occasion; `rows` in the order of their names."""

    kind: str
    key: str
    title: str
    url: str
    rows: tuple[CoverageRow, ...]

    @property
    def caring(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.cares)

    @property
    def invited(self) -> int:
        return sum(row.invited_on is not None for row in self.rows)

    @property
    def came(self) -> int:
        return sum(not row.is_silent for row in self.rows)

    @property
    def silent(self) -> tuple[CoverageRow, ...]:
        """Those to whom it matters much and who didn't come: whom to reach next."""
        return tuple(row for row in self.caring if row.is_silent)

    @property
    def share_invited(self) -> float | None:
        """Of those to whom it matters much; None where there is nobody such."""
        return _share(sum(row.invited_on is not None for row in self.caring), len(self.caring))

    @property
    def share_came(self) -> float | None:
        """Of those to whom it matters much; None where there is nobody such."""
        return _share(sum(not row.is_silent for row in self.caring), len(self.caring))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def coverage(occasion: Occasion) -> Coverage:
    """Who was in the room, and who was not. As many queries for many stakeholders as for one."""
    invited = {
        one.stakeholder_id: one.at.astimezone(clock.SOFIA).date()
        for one in Invitation.objects.filter(kind=occasion.kind, key=occasion.key)
    }
    noted = {
        one.stakeholder_id: one.how
        for one in Turnout.objects.filter(kind=occasion.kind, key=occasion.key)
    }
    voices = _voices(occasion)
    meant = set(concerned(occasion))
    rows = []
    for row in Stakeholder.objects.order_by("name", "pk"):
        how = noted.get(row.pk, "") or voices.of(row)
        if row.pk in invited or how or (row.pk in meant and row.retired_at is None):
            cares = row.stake >= HIGH
            on = invited.get(row.pk)
            rows.append(CoverageRow(row.public_id, row.name, row.nature, row.sort, cares, on, how))
    return Coverage(occasion.kind, occasion.key, occasion.title, occasion.url, tuple(rows))


def over(first: date, last: date) -> tuple[Coverage, ...]:
    """Of every discussion and call that began between the two days, both counted."""
    now = clock.now()
    return tuple(coverage(one) for one in within(opens_at(first), closes_at(last), now))


def concerned(occasion: Occasion) -> list[int]:
    """Keys of those whose areas meet those of the occasion, and whose settlements do, too.

    Whoever names no area is concerned by all that happens in their settlements, and the other way
    round.
    """
    row = occasion.row.body if isinstance(occasion.row, Call) else occasion.row
    topics = list(row.topics.values_list("pk", flat=True))
    places = list(row.settlements.values_list("pk", flat=True))
    by_topic, by_place = Q(topics__in=topics), Q(settlements__in=places)
    fits = (by_topic | Q(topics=None) if topics else Q()) & (
        by_place | Q(settlements=None) if places else Q()
    )
    found = Stakeholder.objects.filter(fits, by_topic | by_place)
    return list(found.values_list("pk", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Voices:
    """How organisations took part, by their row in the portal and by their name."""

    by_organisation: dict[int, str]
    by_name: dict[str, str]

    def of(self, row: Stakeholder) -> str:
        """How it took part; empty where nothing is known."""
        found = self.by_organisation.get(row.organisation_id or 0, "")
        return found or self.by_name.get(row.name.casefold(), "")


def _voices(occasion: Occasion) -> Voices:
    row = occasion.row
    if isinstance(row, Consultation):
        return _opinions(row)
    return _applications(row) if isinstance(row, Call) else _attendance(row)


def _opinions(row: Consultation) -> Voices:
    """Opinions that were given for an organisation, a group or an institution, and stand."""
    found = Opinion.objects.filter(consultation=row, withdrawn_at=None).exclude(
        confirmation__in=[Opinion.Confirmation.AWAITED, Opinion.Confirmation.SET_ASIDE]
    )
    pairs = found.exclude(speaks_for="").values_list("organisation", "speaks_for", "reference")
    return Voices(
        {key: reference for key, _name, reference in pairs if key},
        {name.casefold(): reference for _key, name, reference in pairs},
    )


def _applications(row: Call) -> Voices:
    found = Application.objects.filter(call=row).sent().exclude(organisation=None)
    pairs = found.values_list("organisation", "reference")
    return Voices({key: reference or "" for key, reference in pairs if key}, {})


def _attendance(row: Body) -> Voices:
    """Organisations whose members were at a meeting; of those who sit there, that they do not."""
    sits = Membership.objects.filter(body=row).exclude(organisation=None)
    here = Attendee.objects.filter(meeting__subject=row.subject, presence__in=IN_SESSION)
    pairs = here.exclude(speaks_for="").values_list("speaks_for", "meeting__number")
    by_name = {name.casefold(): str(number) for name, number in pairs}
    names = sits.values_list("organisation", "organisation_name", "organisation__name")
    by_organisation = {
        key: found
        for key, given, name in names
        if key and (found := by_name.get(given.casefold()) or by_name.get(name.casefold(), ""))
    }
    return Voices(by_organisation, by_name)


__all__ = ["Coverage", "CoverageRow", "OccasionKind", "coverage", "over"]
