"""One item in session: notes, votes, the outcome, conflicts, separate opinions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import person_of
from prestizh.accounts.models import User
from prestizh.meetings import (
    conflicts,
    deciding,
    minuting,
    reading,
    voting,
    voting_in_writing,
)
from prestizh.meetings.forms.session import (
    ByNameForm,
    ConflictForm,
    CountForm,
    DecisionForm,
    NotesForm,
    OpinionForm,
    PutForm,
)
from prestizh.meetings.minuting import Clash
from prestizh.meetings.models import AgendaItem, Meeting
from prestizh.meetings.session import Session
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.views.desk.live import quorum_now
from prestizh.meetings.views.frame import kept, show, status_of
from prestizh.ui.forms import PortalForm
from prestizh.ui.refusing import done, tried


@kept
@require_safe
def live_item(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """The item: what is to be written down now, and what stands already."""
    return _show(request, meeting, get_object_or_404(meeting.items, position=position))


def _show(
    request: HttpRequest,
    meeting: Meeting,
    item: AgendaItem,
    *,
    clash: Clash | None = None,
    **forms: PortalForm,
) -> HttpResponse:
    shown = reading.points(meeting, request.user, says_all=True)
    point = next(one for one in shown if one.item.pk == item.pk)
    order = [one.item for one in shown]
    at = order.index(point.item)
    roll = meeting.attendees.all()
    context: dict[str, Any] = {
        "point": point,
        "item": item,
        "before": order[at - 1] if at else None,
        "after": order[at + 1] if at + 1 < len(order) else None,
        "is_open": meeting.stage == MeetingStage.OPENED,
        "may_differ": meeting.stage in {MeetingStage.OPENED, MeetingStage.CLOSED},
        "clash": clash,
        **quorum_now(meeting),
        **_forms(meeting, item),
        "opinion_form": OpinionForm(roll=roll),
        **forms,
    }
    return show(request, meeting, "live/item", status=status_of(*forms.values()), **context)


def _forms(meeting: Meeting, item: AgendaItem) -> dict[str, PortalForm]:
    """The forms of a meeting in session; none before and after it."""
    if meeting.stage != MeetingStage.OPENED:
        return {}
    made: dict[str, PortalForm] = {
        "notes_form": NotesForm.of(item),
        "decision_form": DecisionForm(item=item),
        "conflict_form": ConflictForm(roll=meeting.attendees.all()),
    }
    if meeting.is_written:
        return {**made, "put_form": PutForm(meeting=meeting)}
    voters = Session(meeting).voters(item)
    return {
        **made,
        "count_form": CountForm(meeting=meeting),
        "by_name_form": ByNameForm(meeting=meeting, voters=voters),
    }


Act = Callable[[User, AgendaItem], object]


def _acted(
    request: HttpRequest,
    meeting: Meeting,
    item: AgendaItem,
    name: str,
    form: PortalForm,
    act: Act,
    success: str,
) -> HttpResponse:
    """Do one act with a form; on a refusal the page with the form as it was sent."""
    if done(form, lambda: act(person_of(request), item)):
        messages.success(request, success)
        return redirect("meetings:live_item", meeting.public_id, item.position)
    given: dict[str, Any] = {name: form}
    return _show(request, meeting, item, **given)


@kept
@require_POST
def notes(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Save the notes; what another wrote meanwhile is joined in, or shown beside."""
    item = get_object_or_404(meeting.items, position=position)
    form = NotesForm(request.POST)
    written: list[minuting.Written] = []
    try:
        if done(form, lambda: written.append(_write(request, item, form))):
            said = (
                _("Saved, joined with what somebody else wrote meanwhile.")
                if written[0].merged
                else _("The notes are saved.")
            )
            messages.success(request, said)
            return redirect("meetings:live_item", meeting.public_id, position)
    except _Clashed as clashed:
        mine = {"notes": form.cleaned_data["notes"], "version": str(clashed.clash.version)}
        again = NotesForm(mine)
        again.is_valid()
        again.refuse(clashed.clash)
        return _show(request, meeting, item, clash=clashed.clash, notes_form=again)
    return _show(request, meeting, item, notes_form=form)


class _Clashed(Exception):  # noqa: N818 - a refusal is no error
    """Carries a clash past what shows refusals beside a field."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(clash)
        self.clash = clash


def _write(request: HttpRequest, item: AgendaItem, form: NotesForm) -> minuting.Written:
    try:
        return minuting.write_notes(item, actor=person_of(request), **form.cleaned_data)
    except Clash as clash:
        raise _Clashed(clash) from clash


@kept
@require_POST
def count(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Note a vote that was counted."""
    item = get_object_or_404(meeting.items, position=position)
    form = CountForm(request.POST, meeting=meeting)
    return _acted(
        request,
        meeting,
        item,
        "count_form",
        form,
        lambda actor, row: voting.vote_counted(row, actor=actor, **form.cleaned_data),
        _("The vote is recorded."),
    )


@kept
@require_POST
def by_name(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Note a vote by name."""
    item = get_object_or_404(meeting.items, position=position)
    voters = [] if meeting.is_written else Session(meeting).voters(item)
    form = ByNameForm(request.POST, meeting=meeting, voters=voters)
    return _acted(
        request,
        meeting,
        item,
        "by_name_form",
        form,
        lambda actor, row: voting.vote_by_name(
            row,
            actor=actor,
            text=form.cleaned_data["text"],
            majority=form.cleaned_data["majority"],
            choices=form.choices(),
        ),
        _("The vote is recorded."),
    )


@kept
@require_POST
def put(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Put a text to the written vote."""
    item = get_object_or_404(meeting.items, position=position)
    form = PutForm(request.POST, meeting=meeting)
    return _acted(
        request,
        meeting,
        item,
        "put_form",
        form,
        lambda actor, row: voting_in_writing.put_in_writing(row, actor=actor, **form.cleaned_data),
        _("The members can vote now."),
    )


@kept
@require_POST
def decide(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Write down what was decided."""
    item = get_object_or_404(meeting.items, position=position)
    form = DecisionForm(request.POST, item=item)
    return _acted(
        request,
        meeting,
        item,
        "decision_form",
        form,
        lambda actor, row: deciding.decide(row, actor=actor, **form.cleaned_data),
        _("The outcome is recorded."),
    )


@kept
@require_POST
def conflict(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Note a conflict of interest."""
    item = get_object_or_404(meeting.items, position=position)
    form = ConflictForm(request.POST, roll=meeting.attendees.all())
    return _acted(
        request,
        meeting,
        item,
        "conflict_form",
        form,
        lambda actor, row: conflicts.state_conflict(row, actor=actor, **form.cleaned_data),
        _("The conflict of interest is noted."),
    )


@kept
@require_POST
def opinion(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Add a separate opinion."""
    item = get_object_or_404(meeting.items, position=position)
    form = OpinionForm(request.POST, roll=meeting.attendees.all())
    return _acted(
        request,
        meeting,
        item,
        "opinion_form",
        form,
        lambda actor, row: deciding.hold_otherwise(row, actor=actor, **form.cleaned_data),
        _("The separate opinion is added."),
    )


@kept
@require_POST
def take(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    """Count a written vote, or take its text back (`act=withdraw`)."""
    motion = get_object_or_404(reading.motions_of(meeting), pk=pk)
    actor = person_of(request)
    if request.POST.get("act") == "withdraw":
        tried(
            request,
            lambda: voting_in_writing.withdraw(motion, actor=actor),
            _("The text is taken back."),
        )
    else:
        tried(
            request,
            lambda: voting_in_writing.take(motion, actor=actor),
            _("The vote is counted."),
        )
    return redirect("meetings:live_item", meeting.public_id, motion.item.position)
