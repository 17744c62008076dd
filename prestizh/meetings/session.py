"""Who is in session: the attendance as `counting` asks for it, and who votes for whom."""

from dataclasses import dataclass

from django.utils.translation import gettext

from prestizh.meetings import counting
from prestizh.meetings.counting import Participant, Quorum, Whole
from prestizh.meetings.models import AgendaItem, Attendee, Meeting
from prestizh.meetings.rules import read_rule


@dataclass(frozen=True, slots=True)
class Voter:
    """A member with a vote, and who casts it: they themselves, a substitute or a proxy."""

    attendee: Attendee
    cast_by: Attendee

    def __str__(self) -> str:
        if self.cast_by.pk == self.attendee.pk:
            return self.attendee.name
        values = {"name": self.attendee.name, "by": self.cast_by.name}
        return gettext("%(name)s, through %(by)s") % values


class Session:
    """The attendance of a meeting as it stands: one query."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.attendees: list[Attendee] = list(meeting.attendees.order_by("pk"))
        self.by_key = {one.pk: one for one in self.attendees}
        # Substitutes who are there, by the member for whom they stand.
        self.standing_in = {
            one.stands_for_id: one
            for one in reversed(self.attendees)
            if one.stands_for_id is not None and one.is_in_session
        }
        self.members = [one for one in self.attendees if one.stands_for_id is None]
        self.people = [self._participant(one) for one in self.members]

    def _participant(self, one: Attendee) -> Participant:
        """A member as the counting knows them; a proxy held by a substitute is their member's."""
        holder = self.by_key.get(one.proxy_id) if one.proxy_id else None
        return Participant(
            key=one.pk,
            is_here=one.is_in_session or one.pk in self.standing_in,
            proxy=None if holder is None else holder.stands_for_id or holder.pk,
            side=one.side,
            has_vote=one.has_vote,
        )

    @property
    def most_proxies(self) -> int:
        """How many proxies one person may hold; 0 where the rules know none."""
        return self.meeting.most_proxies if self.meeting.proxies else 0

    @property
    def whole(self) -> Whole:
        """The seats with a vote, and those of them that are filled."""
        return Whole(self.meeting.seats, sum(one.has_vote for one in self.members))

    def sides(self) -> dict[str, Whole]:
        """Each side for itself, where the rules ask for parity; the seats are halved evenly."""
        if not self.meeting.parity:
            return {}
        sides = sorted({one.side for one in self.people if one.has_vote and one.side})
        seats = {side: self.meeting.seats // len(sides) for side in sides}
        return counting.sizes_by_side(self.people, seats)

    def quorum(self) -> Quorum:
        """Whether enough are there now."""
        present = counting.count_present(self.people, self.most_proxies)
        return counting.quorum(read_rule(self.meeting.quorum), present, self.whole, self.sides())

    def quorum_of(self, keys: set[int]) -> Quorum:
        """Whether these members, who took part in writing, are enough."""
        people = [
            Participant(one.key, one.key in keys, None, one.side, one.has_vote)
            for one in self.people
        ]
        present = counting.count_present(people, 0)
        return counting.quorum(read_rule(self.meeting.quorum), present, self.whole, self.sides())

    def voters(self, item: AgendaItem) -> list[Voter]:
        """Whose votes count on `item` now: without those in conflict of interest."""
        excluded = set(item.conflicts.values_list("attendee_id", flat=True))
        faults = counting.proxy_faults(self.people, self.most_proxies)
        found = []
        for person in self.people:
            one = self.by_key[person.key]
            if not one.has_vote or one.pk in excluded:
                continue
            caster = self._caster(one, person, excluded, faulty=person.key in faults)
            if caster is not None:
                found.append(Voter(one, caster))
        return found

    def _caster(
        self, one: Attendee, person: Participant, excluded: set[int], *, faulty: bool
    ) -> Attendee | None:
        if one.is_in_session:
            return one
        substitute = self.standing_in.get(one.pk)
        if substitute is not None:
            return None if substitute.pk in excluded else substitute
        if person.proxy is None or faulty:
            return None
        # Who may not vote for themselves may not vote for another either.
        if person.proxy in excluded or one.proxy_id in excluded:
            return None
        return self.by_key[one.proxy_id] if one.proxy_id else None
