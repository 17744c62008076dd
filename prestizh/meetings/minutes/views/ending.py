"""The secretary's desk, towards the end: what is left out, signatures, publishing, the recording."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prestizh.accounts.access import person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep
from prestizh.meetings.minutes import publishing, recordings, redacting, signing
from prestizh.meetings.minutes.forms import (
    LeaveOutForm,
    PaperForm,
    PublishAnewForm,
    RecordingForm,
)
from prestizh.meetings.minutes.redaction import public_copy
from prestizh.meetings.minutes.shown import left_out_words, sheet_of
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.minutes.views.frame import OPEN, editable, show, status_of
from prestizh.meetings.minutes.views.member import may_sign, next_name
from prestizh.meetings.models import Ground, Minutes, RecordingKind, Signer
from prestizh.ui.refusing import done, tried

WRITES = ["GET", "HEAD", "POST"]


@login_not_required
@require_http_methods(WRITES)
def left_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """The passages that the public does not read, and a field for one more."""
    minutes, actor = editable(request, public_id), person_of(request)
    form = LeaveOutForm(request.POST or None)
    if done(form, lambda: _leave_out(minutes, form, actor)):
        messages.success(request, _("The passage is left out of the public copy."))
        return redirect("minutes:left_out", public_id)
    rows = minutes.redactions.filter(lifted_at=None).select_related("by")
    return show(request, minutes, "left_out", status=status_of(form), form=form, rows=rows)


def _leave_out(minutes: Minutes, form: LeaveOutForm, actor: User) -> None:
    values = form.cleaned_data
    redacting.leave_out(
        minutes,
        actor=actor,
        passage=values["passage"],
        ground=Ground(values["ground"]),
        why=values["why"],
    )


@login_not_required
@require_POST
def put_back(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Let a passage be read again."""
    minutes, actor = editable(request, public_id), person_of(request)
    row = get_object_or_404(minutes.redactions.select_related("minutes"), pk=pk)
    tried(request, lambda: redacting.put_back(row, actor=actor), _("The passage is read again."))
    return redirect("minutes:left_out", public_id)


@login_not_required
@require_http_methods(WRITES)
def sign_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who signed, whose turn it is; a scan where the chair signs on paper."""
    minutes, actor = editable(request, public_id), person_of(request)
    version = minutes.current()
    form = PaperForm(request.POST or None, request.FILES or None, initial={"read": version.number})
    if done(form, lambda: _add_paper(minutes, form, actor)):
        messages.success(request, _("The minutes are signed."))
        return redirect("minutes:desk", public_id)
    is_open = minutes.stage in OPEN
    context: dict[str, Any] = {
        "version": version,
        "signatures": version.signatures.all(),
        "form": form,
        "obstacles": signing.obstacles(minutes) if is_open else [],
        "may_sign": may_sign(minutes, actor.pk),
        "waits_for": next_name(minutes),
        "chair_is_next": is_open and signing.next_signer(minutes) == Signer.CHAIR,
    }
    return show(request, minutes, "signing", status=status_of(form), **context)


@transaction.atomic
def _add_paper(minutes: Minutes, form: PaperForm, actor: User) -> None:
    """Keep the scan and the signature, both or neither."""
    document = keep(form.cleaned_data["file"], actor=actor)
    signing.add_paper(minutes, actor=actor, document=document, read=form.cleaned_data["read"])


@login_not_required
@require_http_methods(WRITES)
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """The copy as everybody will read it, and the button."""
    minutes, actor = editable(request, public_id), person_of(request)
    is_anew = minutes.copies.exists()
    form = PublishAnewForm(request.POST or None)
    if request.method == "POST" and not is_anew:
        tried(
            request,
            lambda: publishing.publish(minutes, actor=actor),
            _("The minutes are published."),
        )
        return redirect("minutes:desk", public_id)
    if done(form, lambda: publishing.publish(minutes, actor=actor, why=form.cleaned_data["why"])):
        messages.success(request, _("The new copy is published; the old one is no longer shown."))
        return redirect("minutes:desk", public_id)
    marked = minutes.redactions.filter(lifted_at=None).order_by("pk")
    sheet = sheet_of(public_copy(minutes.current().content, marked))
    context: dict[str, Any] = {
        "sheet": sheet,
        "left_out": left_out_words(sheet),
        "form": form,
        "is_anew": is_anew,
        "may_publish": minutes.stage in {MinutesStage.SIGNED, MinutesStage.PUBLISHED},
    }
    return show(request, minutes, "publish", status=status_of(form), **context)


@login_not_required
@require_http_methods(WRITES)
def recording(request: HttpRequest, public_id: str) -> HttpResponse:
    """Links to the stream and the recording."""
    minutes, actor = editable(request, public_id), person_of(request)
    form = RecordingForm(request.POST or None)
    if done(form, lambda: _link(minutes, form, actor)):
        messages.success(request, _("The link stands on the page."))
        return redirect("minutes:recording", public_id)
    rows = minutes.meeting.recordings.filter(removed_at=None)
    return show(request, minutes, "recording", status=status_of(form), form=form, rows=rows)


def _link(minutes: Minutes, form: RecordingForm, actor: User) -> None:
    values = form.cleaned_data
    recordings.link(
        minutes.meeting,
        actor=actor,
        kind=RecordingKind(values["kind"]),
        url=values["url"],
        consent=values["consent"],
    )


@login_not_required
@require_POST
def unlink(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a link away."""
    minutes, actor = editable(request, public_id), person_of(request)
    row = get_object_or_404(minutes.meeting.recordings.select_related("meeting"), pk=pk)
    tried(request, lambda: recordings.unlink(row, actor=actor), _("The link is taken away."))
    return redirect("minutes:recording", public_id)
