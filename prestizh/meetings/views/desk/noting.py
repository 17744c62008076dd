"""What is noted on an item in session: by which form, through which act, and what is said then."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prestizh.meetings import conflicts, deciding, voting, voting_in_writing
from prestizh.meetings.forms.session import (
    ByNameForm,
    ConflictForm,
    CountForm,
    DecisionForm,
    OpinionForm,
    PutForm,
)
from prestizh.meetings.models import AgendaItem, Meeting
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.views.desk.live import Data
from prestizh.refusal import Sentence
from prestizh.ui.forms import PortalForm

HELD = (MeetingStage.OPENED, MeetingStage.CLOSED)


@dataclass(frozen=True, slots=True)
class Noting:
    """One thing to note; the act takes what the form gives, under the same names."""

    form: Callable[[Meeting, AgendaItem, Data], PortalForm]
    act: Callable[..., object]
    success: Sentence


def _count(meeting: Meeting, _item: AgendaItem, data: Data) -> PortalForm:
    return CountForm(data, meeting=meeting)


def _by_name(meeting: Meeting, item: AgendaItem, data: Data) -> PortalForm:
    # At a written meeting the act itself says where the members vote.
    voters = [] if meeting.is_written else Session(meeting).voters(item)
    return ByNameForm(data, meeting=meeting, voters=voters)


def _put(meeting: Meeting, _item: AgendaItem, data: Data) -> PortalForm:
    return PutForm(data, meeting=meeting)


def _decide(_meeting: Meeting, item: AgendaItem, data: Data) -> PortalForm:
    return DecisionForm(data, item=item)


def _conflict(meeting: Meeting, _item: AgendaItem, data: Data) -> PortalForm:
    return ConflictForm(data, roll=meeting.attendees.all())


def _opinion(meeting: Meeting, _item: AgendaItem, data: Data) -> PortalForm:
    return OpinionForm(data, roll=meeting.attendees.all())


# By the names of their addresses.
NOTINGS = {
    "count": Noting(_count, voting.vote_counted, _("The vote is recorded.")),
    "by_name": Noting(_by_name, voting.vote_by_name, _("The vote is recorded.")),
    "put": Noting(_put, voting_in_writing.put_in_writing, _("The members can vote now.")),
    "decide": Noting(_decide, deciding.decide, _("The outcome is recorded.")),
    "conflict": Noting(
        _conflict, conflicts.state_conflict, _("The conflict of interest is noted.")
    ),
    "opinion": Noting(_opinion, deciding.hold_otherwise, _("The separate opinion is added.")),
}


def form_of(name: str, meeting: Meeting, item: AgendaItem, data: Data = None) -> PortalForm:
    """The form by which `name` of `NOTINGS` is noted on this item."""
    address = reverse(f"meetings:{name}", args=[meeting.public_id, item.position])
    return NOTINGS[name].form(meeting, item, data).sent_to(address)


def due(meeting: Meeting) -> tuple[str, ...]:
    """The names of what can be noted now; nothing before a meeting is opened."""
    if meeting.stage != MeetingStage.OPENED:
        return ("opinion",) if meeting.stage in HELD else ()
    votes = ("put",) if meeting.is_written else ("count", "by_name")
    return (*votes, "decide", "conflict", "opinion")
