"""The clerk's work list: every consultation that waits, its deadline, and one next action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations import pending
from consultations.models import Consultation
from consultations.stages import Stage
from consultations.state import State, state_of

AHEAD = date.max


@dataclass(frozen=True, slots=True)
class Duty:
    """One consultation on the desk; `due` is the day that matters next, if there is one.

    `action` is the one thing to do now and `url` where it is done; both empty at the end.
    """

    consultation: Consultation
    state: State
    action: str
    url: str
    due: date | None


def waiting(rows: "QuerySet[Consultation]") -> "QuerySet[Consultation]":
    """With the counts of what holds up the closing report: `unconfirmed` and `late` opinions."""
    return rows.annotate(
        unconfirmed=Count("opinions", filter=pending.unconfirmed("opinions__")),
        late=Count("opinions", filter=pending.undecided("opinions__")),
    ).select_related("clerk")


def duties(rows: "QuerySet[Consultation]", now: datetime) -> list[Duty]:
    """What waits among these, in the order of the deadlines. One query."""
    unfinished = [Stage.DRAFT, Stage.ANNOUNCED, Stage.PUBLISHED, Stage.REPORTED]
    found = [duty(row, now) for row in waiting(rows.filter(stage__in=unfinished)).order_by("pk")]
    return sorted(found, key=lambda one: (one.due or AHEAD, one.consultation.pk))


def duty(row: Consultation, now: datetime) -> Duty:
    """What is to be done about one consultation, with the counts of `waiting`."""
    state = state_of(row, now)
    action, view = ACTIONS[state](row)
    url = reverse(f"consultations:{view}", args=[row.public_id]) if view else ""
    return Duty(row, state, action, url, row.last_day or row.planned_on)


def _prepare(_row: Consultation) -> tuple[str, str]:
    return _("Complete the draft and publish it"), "desk_publish"


def _publish(_row: Consultation) -> tuple[str, str]:
    return _("Publish it for discussion"), "desk_publish"


def _attend(row: Consultation) -> tuple[str, str]:
    return _undecided(row) or _unanswered(row) or (_("Wait for opinions"), "desk_page")


def _close(row: Consultation) -> tuple[str, str]:
    return _undecided(row) or _unanswered(row) or (_("Publish the closing report"), "desk_close")


def _undecided(row: Consultation) -> tuple[str, str] | None:
    """Opinions that a clerk must confirm or decide on; the counts come from `waiting`."""
    unconfirmed, late = getattr(row, "unconfirmed", 0), getattr(row, "late", 0)
    if late:
        sentence = ngettext(
            "Decide on %(count)s late opinion", "Decide on %(count)s late opinions", late
        )
        return sentence % {"count": late}, "desk_opinions"
    if unconfirmed:
        sentence = ngettext(
            "Confirm %(count)s opinion by telephone",
            "Confirm %(count)s opinions by telephone",
            unconfirmed,
        )
        return sentence % {"count": unconfirmed}, "desk_opinions"
    return None


def _unanswered(row: Consultation) -> tuple[str, str] | None:
    owed = row.proposal_count - row.answered_count
    if owed <= 0:
        return None
    sentence = ngettext("Answer %(count)s proposal", "Answer %(count)s proposals", owed)
    return sentence % {"count": owed}, "desk_answers"


def _outcome(_row: Consultation) -> tuple[str, str]:
    return _("Record what the council decided"), "desk_outcome"


def _nothing(_row: Consultation) -> tuple[str, str]:
    return "", ""


ACTIONS: dict[State, Callable[[Consultation], tuple[str, str]]] = {
    State.DRAFT: _prepare,
    State.UPCOMING: _publish,
    State.OPEN: _attend,
    State.CLOSED: _close,
    State.REPORTED: _outcome,
    State.ADOPTED: _nothing,
    State.REJECTED: _nothing,
    State.WITHDRAWN: _nothing,
    State.DROPPED: _nothing,
}
