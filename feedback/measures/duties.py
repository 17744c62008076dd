"""What proposals and measures ask of a person next."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.measures.models import ImprovementProposal, Measure
from feedback.measures.stages import ImprovementStage
from prestizh.accounts.access import may
from prestizh.accounts.models import User

MOST = 20


@dataclass(frozen=True, slots=True)
class ImprovementDuty:
    """One thing to do: about what, by when, where."""

    title: str
    action: str
    url: str
    due: date
    note: str


def duties_of(person: User) -> list[ImprovementDuty]:
    """What waits for this person, in the order of the days. Two queries at most."""
    found = _to_carry_out(person)
    if may(person, "improvement.manage"):
        found += _to_answer()
    return sorted(found, key=lambda one: (one.due, one.title))


def _to_carry_out(person: User) -> list[ImprovementDuty]:
    rows = Measure.objects.unfinished().filter(owner=person).select_related("proposal")
    return [
        ImprovementDuty(
            row.text,
            _("Say how far the measure is"),
            row.get_absolute_url(),
            row.due_on,
            _("proposal No. %s") % row.proposal.reference,
        )
        for row in rows[:MOST]
    ]


def _to_answer() -> list[ImprovementDuty]:
    return [
        ImprovementDuty(
            str(row),
            _("Read the new proposal")
            if row.stage == ImprovementStage.RECEIVED
            else _("Answer the proposal"),
            reverse("measures:desk_page", args=[row.public_id]),
            row.due_on,
            row.origin,
        )
        for row in ImprovementProposal.objects.waiting()[:MOST]
    ]
