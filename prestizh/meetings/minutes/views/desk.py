"""The secretary's desk of minutes: draw up, write, send, answer remarks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prestizh.accounts.access import person_of
from prestizh.documents.serving import paper_response
from prestizh.meetings import hosts
from prestizh.meetings.minutes import drafting, remarking
from prestizh.meetings.minutes.content import parts_of
from prestizh.meetings.minutes.forms import CorrectForm, DrawUpForm, PartForm, SettleForm
from prestizh.meetings.minutes.papers import FULL, full_paper
from prestizh.meetings.minutes.shown import sheet_of
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.minutes.views.frame import OPEN, editable, held, show, status_of
from prestizh.meetings.minutes.waiting import next_action, way
from prestizh.meetings.models import Minutes, Verdict
from prestizh.ui.refusing import done, tried

WRITES = ["GET", "HEAD", "POST"]
NAMED = {
    "introduction": gettext_lazy("Opening of the meeting"),
    "closing": gettext_lazy("Close of the meeting"),
}


@login_not_required
@require_http_methods(WRITES)
def desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the minutes stand and what to do next; at first, who chaired."""
    meeting = held(request, public_id)
    minutes = Minutes.objects.editable_by(request.user).filter(meeting=meeting).first()
    if minutes is not None:
        return _overview(request, editable(request, public_id))
    form = DrawUpForm(request.POST or None, meeting=meeting)
    actor = person_of(request)
    if done(
        form,
        lambda: drafting.draw_up(meeting, actor=actor, chaired_by=form.cleaned_data["chair"]),
    ):
        messages.success(request, _("The minutes are drawn up from the agenda. Read them through."))
        return redirect("minutes:text", public_id)
    context = {
        "meeting": meeting,
        "host": hosts.find(meeting.host_kind, meeting.subject),
        "form": form,
    }
    return render(request, "minutes/desk/begin.html", context, status=status_of(form))


def _overview(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    context: dict[str, Any] = {
        "action": next_action(minutes),
        "way": way(minutes),
        "versions": minutes.versions.select_related("made_by").defer("content"),
        "agreements": minutes.agreements.filter(version=minutes.version).select_related("attendee"),
        "is_signed": minutes.stage not in OPEN,
    }
    return show(request, minutes, "desk", **context)


@login_not_required
@require_safe
def text(request: HttpRequest, public_id: str) -> HttpResponse:
    """All that the minutes say, each part with a way to change it."""
    minutes = _open(request, public_id)
    if isinstance(minutes, HttpResponse):
        return minutes
    version = minutes.current()
    return show(request, minutes, "text", version=version, sheet=sheet_of(version.content))


def _open(request: HttpRequest, public_id: str) -> Minutes | HttpResponse:
    """The minutes while they may be written; else back to the overview."""
    minutes = editable(request, public_id)
    if minutes.stage in OPEN:
        return minutes
    messages.warning(
        request, _("The minutes are signed. What is wrong is changed by a corrected version.")
    )
    return redirect("minutes:desk", public_id)


@login_not_required
@require_http_methods(WRITES)
def part(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One part to be written anew."""
    minutes = _open(request, public_id)
    if isinstance(minutes, HttpResponse):
        return minutes
    version = minutes.current()
    parts = parts_of(version.content)
    if name not in parts:
        raise Http404
    typed = {"text": parts[name], "read": version.number}
    form = PartForm(request.POST or None, initial=typed)
    if done(form, lambda: _revise(request, minutes, form, name)):
        messages.success(request, _("This part is saved."))
        return redirect("minutes:text", public_id)
    titles = {item.part: item for item in sheet_of(version.content).items}
    context: dict[str, Any] = {
        "form": form,
        "version": version,
        "name": name,
        "title": NAMED.get(name) or f"{titles[name].number}. {titles[name].title}",
        # What somebody else saved meanwhile, beside what was typed.
        "present": parts[name] if form.errors else "",
    }
    return show(request, minutes, "part", status=status_of(form), **context)


def _revise(request: HttpRequest, minutes: Minutes, form: PartForm, name: str) -> None:
    values = form.cleaned_data
    drafting.revise(
        minutes, actor=person_of(request), part=name, text=values["text"], read=values["read"]
    )


@login_not_required
@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open the draft for remarks."""
    minutes, actor = editable(request, public_id), person_of(request)
    tried(
        request,
        lambda: drafting.send_for_remarks(minutes, actor=actor),
        _("The draft is with the members; each got a mail."),
    )
    return redirect("minutes:desk", public_id)


@login_not_required
@require_safe
def remarks(request: HttpRequest, public_id: str) -> HttpResponse:
    """All remarks, those without an answer first."""
    minutes = editable(request, public_id)
    rows = list(minutes.remarks.select_related("attendee", "item", "settlement"))
    rows.sort(key=lambda row: (row.is_settled, row.pk))
    return show(request, minutes, "remarks", remarks=rows)


@login_not_required
@require_http_methods(WRITES)
def settle(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """One remark beside the text that it is about."""
    minutes = editable(request, public_id)
    made = get_object_or_404(
        minutes.remarks.select_related("attendee__user", "item", "minutes"), pk=pk
    )
    if made.is_settled or minutes.stage != MinutesStage.REMARKS:
        return redirect("minutes:remarks", public_id)
    parts = parts_of(minutes.current().content)
    present = parts[f"item-{made.item_id}" if made.item_id else "introduction"]
    form = SettleForm(request.POST or None, initial={"text": present})
    actor = person_of(request)
    if done(form, lambda: remarking.settle(made, actor=actor, **_settlement(form))):
        messages.success(request, _("The member gets your answer by mail."))
        return redirect("minutes:remarks", public_id)
    return show(request, minutes, "settle", status=status_of(form), form=form, remark=made)


def _settlement(form: SettleForm) -> dict[str, Any]:
    values = form.cleaned_data
    return {
        "verdict": Verdict(values["verdict"]),
        "answer": values["answer"],
        "text": values["text"],
    }


@login_not_required
@require_http_methods(WRITES)
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a corrected version."""
    minutes = editable(request, public_id)
    if minutes.stage in OPEN:
        return redirect("minutes:desk", public_id)
    form = CorrectForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: drafting.correct(minutes, actor=actor, why=form.cleaned_data["why"])):
        messages.success(request, _("This is the corrected version. The signed one stands."))
        return redirect("minutes:text", public_id)
    return show(request, minutes, "correct", status=status_of(form), form=form)


@login_not_required
@require_safe
def full(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    """What was signed, in full, as PDF or Word file."""
    minutes = editable(request, public_id)
    kind = f"minutes_full.{extension}"
    if kind not in FULL:
        raise Http404
    return paper_response(request, full_paper(minutes, kind))
