"""The clerk's work list: every consultation that waits, its deadline, and one next action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Consultation, Opinion
from consultations.stages import Stage
from consultations.state import State, state_of
from prestizh.accounts.models import User

MOST = 100
AHEAD = date.max


@dataclass(frozen=True, slots=True)
class Duty:
    """One consultation on the desk; `due` is the day that matters next, if there is one."""

    consultation: Consultation
    state: State
    action: str
    url: str
    due: date | None


def duties(person: User, now: datetime) -> list[Duty]:
    """What the clerk has before them, in the order of the deadlines. One query."""
    rows = (
        Consultation.objects.editable_by(person)
        .filter(stage__in=[Stage.DRAFT, Stage.ANNOUNCED, Stage.PUBLISHED, Stage.REPORTED])
        .annotate(
            unconfirmed=Count(
                "opinions",
                filter=Q(opinions__confirmation=Opinion.Confirmation.AWAITED),
            ),
            late=Count(
                "opinions",
                filter=Q(opinions__lateness=Opinion.Lateness.LATE)
                & ~Q(opinions__confirmation__in=["awaited", "set_aside"]),
            ),
        )
        .select_related("clerk")
        .order_by("pk")[:MOST]
    )
    found = [_duty(row, now) for row in rows]
    return sorted(found, key=lambda duty: (duty.due or AHEAD, duty.consultation.pk))


def _duty(row: Consultation, now: datetime) -> Duty:
    state = state_of(row, now)
    action, view = ACTIONS[state](row)
    url = reverse(view, args=[row.public_id])
    return Duty(row, state, action, url, row.last_day or row.planned_on)


def _prepare(_row: Consultation) -> tuple[str, str]:
    return _("Complete the draft and publish it"), "consultations:desk_consultation"


def _publish(_row: Consultation) -> tuple[str, str]:
    return _("Publish it for discussion"), "consultations:desk_consultation"


def _attend(row: Consultation) -> tuple[str, str]:
    if row.unconfirmed:
        return _unconfirmed(row), "consultations:desk_consultation"
    return _("Answer proposals as they come"), "consultations:desk_consultation"


def _close(row: Consultation) -> tuple[str, str]:
    if row.late:
        sentence = ngettext(
            "Decide on %(count)s late opinion", "Decide on %(count)s late opinions", row.late
        )
        return sentence % {"count": row.late}, "consultations:desk_consultation"
    if row.unconfirmed:
        return _unconfirmed(row), "consultations:desk_consultation"
    owed = row.proposal_count - row.answered_count
    if owed > 0:
        sentence = ngettext("Answer %(count)s proposal", "Answer %(count)s proposals", owed)
        return sentence % {"count": owed}, "consultations:desk_consultation"
    return _("Publish the closing report"), "consultations:desk_consultation"


def _unconfirmed(row: Consultation) -> str:
    sentence = ngettext(
        "Confirm %(count)s opinion by telephone",
        "Confirm %(count)s opinions by telephone",
        row.unconfirmed,
    )
    return sentence % {"count": row.unconfirmed}


def _outcome(_row: Consultation) -> tuple[str, str]:
    return _("Record what the council decided"), "consultations:desk_consultation"


ACTIONS: dict[State, Callable[[Consultation], tuple[str, str]]] = {
    State.DRAFT: _prepare,
    State.UPCOMING: _publish,
    State.OPEN: _attend,
    State.CLOSED: _close,
    State.REPORTED: _outcome,
}
