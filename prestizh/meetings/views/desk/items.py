"""One item in session: notes, votes, the outcome, conflicts, separate opinions."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import person_of
from prestizh.meetings import minuting, reading, voting_in_writing
from prestizh.meetings.forms.session import NotesForm
from prestizh.meetings.minuting import Clash
from prestizh.meetings.models import AgendaItem, Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.views.desk.live import Data, quorum_now
from prestizh.meetings.views.desk.noting import NOTINGS, due, form_of
from prestizh.meetings.views.frame import kept, show, status_of
from prestizh.ui.forms import PortalForm
from prestizh.ui.refusing import done, tried

NOTHING_SENT: Mapping[str, PortalForm] = MappingProxyType({})


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
    forms: Mapping[str, PortalForm] = NOTHING_SENT,
) -> HttpResponse:
    shown = reading.points(meeting, request.user, says_all=True)
    point = next(one for one in shown if one.item.pk == item.pk)
    order = [one.item for one in shown]
    at = order.index(point.item)
    made = {name: form_of(name, meeting, item) for name in due(meeting) if name not in forms}
    if meeting.stage == MeetingStage.OPENED and "notes" not in forms:
        made["notes"] = _notes_form(meeting, item)
    context: dict[str, Any] = {
        "point": point,
        "item": item,
        "before": order[at - 1] if at else None,
        "after": order[at + 1] if at + 1 < len(order) else None,
        "is_open": meeting.stage == MeetingStage.OPENED,
        "clash": clash,
        **quorum_now(meeting),
        **{f"{name}_form": form for name, form in (made | {**forms}).items()},
    }
    return show(request, meeting, "live/item", status=status_of(*forms.values()), **context)


def _notes_form(meeting: Meeting, item: AgendaItem, data: Data = None) -> NotesForm:
    address = reverse("meetings:notes", args=[meeting.public_id, item.position])
    return NotesForm(data, item=item).sent_to(address)


@kept
@require_POST
def notes(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Save the notes; what another wrote meanwhile is joined in, or shown beside."""
    item = get_object_or_404(meeting.items, position=position)
    form = _notes_form(meeting, item, request.POST)
    written: list[minuting.Written] = []
    try:
        if done(form, lambda: written.append(_write(request, item, form))):
            said = (
                _("Saved, joined with what somebody else wrote meanwhile.")
                if written[0].merged
                else _("The notes are saved.")
            )
            # The browser forgets what it kept in case it would not be saved.
            messages.success(request, said, extra_tags=form.kept_as)
            return redirect("meetings:live_item", meeting.public_id, position)
    except _Clashed as clashed:
        typed = request.POST.copy()
        typed["version"] = str(clashed.clash.version)
        form = _notes_form(meeting, item, typed)
        form.is_valid()
        form.refuse(clashed.clash)
        return _show(request, meeting, item, clash=clashed.clash, forms={"notes": form})
    return _show(request, meeting, item, forms={"notes": form})


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


def _noted(name: str) -> Callable[..., HttpResponse]:
    """The view that notes `name`; on a refusal it shows the page with the form as it was sent."""
    noting = NOTINGS[name]

    @kept
    @require_POST
    def view(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
        item = get_object_or_404(meeting.items, position=position)
        form = form_of(name, meeting, item, request.POST)
        actor = person_of(request)
        if done(form, lambda: noting.act(item, actor=actor, **form.cleaned_data)):
            messages.success(request, str(noting.success))
            return redirect("meetings:live_item", meeting.public_id, position)
        return _show(request, meeting, item, forms={name: form})

    return view


count = _noted("count")
by_name = _noted("by_name")
put = _noted("put")
decide = _noted("decide")
conflict = _noted("conflict")
opinion = _noted("opinion")


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
