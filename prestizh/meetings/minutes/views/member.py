"""What a member does with draft minutes: read them, remark, agree, sign as the chair."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prestizh.accounts.access import may, person_of
from prestizh.ledger import clock
from prestizh.meetings import hosts
from prestizh.meetings.minutes import remarking, signing
from prestizh.meetings.minutes.forms import RemarkForm
from prestizh.meetings.minutes.procedure import is_open_for_remarks
from prestizh.meetings.minutes.shown import sheet_of
from prestizh.meetings.models import Minutes, Signer
from prestizh.ui.refusing import done, tried

WRITES = ["GET", "HEAD", "POST"]


def readable(request: HttpRequest, public_id: str) -> Minutes:
    """The minutes in full, for those who may read them before they are published; else 404."""
    return get_object_or_404(
        Minutes.objects.visible_to(request.user).select_related(
            "meeting", "minute_taker", "chaired_by"
        ),
        meeting__public_id=public_id,
    )


@login_not_required
@require_http_methods(WRITES)
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft with all remarks, and a field for one's own."""
    minutes = readable(request, public_id)
    form = RemarkForm(request.POST or None, meeting=minutes.meeting)
    if done(form, lambda: _remark(request, minutes, form)):
        messages.success(request, _("Your remark is with the secretary, who will answer it."))
        return redirect("minutes:draft", public_id)
    return _show(request, minutes, form)


def _remark(request: HttpRequest, minutes: Minutes, form: RemarkForm) -> None:
    values = form.cleaned_data
    remarking.remark(minutes, actor=person_of(request), text=values["text"], item=values["item"])


def _show(request: HttpRequest, minutes: Minutes, form: RemarkForm) -> HttpResponse:
    person, version = person_of(request), minutes.current()
    own = minutes.meeting.attendees.filter(user=person).first()
    is_open = is_open_for_remarks(minutes, clock.today())
    agreed = minutes.agreements.filter(attendee=own, version=minutes.version).exists()
    context: dict[str, Any] = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "host": hosts.find(minutes.meeting.host_kind, minutes.meeting.subject),
        "version": version,
        "sheet": sheet_of(version.content),
        "remarks": minutes.remarks.select_related("attendee", "item", "settlement"),
        "form": form,
        "is_open": is_open,
        "may_remark": is_open
        and own is not None
        and may(person, "minutes.remark", minutes.meeting.subject),
        "has_agreed": own is not None and agreed,
        "today": clock.today(),
        "waits_for": next_name(minutes),
        "may_sign": may_sign(minutes, person.pk),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "minutes/draft.html", context, status=status)


def next_name(minutes: Minutes) -> str:
    """Who signs next, empty when nobody does now."""
    if minutes.stage not in signing.OPEN_STAGES:
        return ""
    signer = signing.next_signer(minutes)
    if signer == Signer.MINUTE_TAKER:
        return minutes.minute_taker.display_name
    return minutes.chaired_by.name if signer is not None else ""


def may_sign(minutes: Minutes, person: int) -> bool:
    """Whether the next signature is this person's."""
    if minutes.stage not in signing.OPEN_STAGES:
        return False
    signer = signing.next_signer(minutes)
    if signer == Signer.MINUTE_TAKER:
        return minutes.minute_taker_id == person
    return signer == Signer.CHAIR and minutes.chaired_by.user_id == person


@login_not_required
@require_POST
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that everything is right."""
    minutes = readable(request, public_id)
    read, actor = number_read(request), person_of(request)
    tried(
        request,
        lambda: remarking.agree(minutes, actor=actor, read=read),
        _("Thank you: the secretary sees that you agree."),
    )
    return redirect("minutes:draft", public_id)


@login_not_required
@require_http_methods(WRITES)
def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """The version to sign, and the button for whose turn it is."""
    minutes = readable(request, public_id)
    person = person_of(request)
    if request.method == "POST":
        read = number_read(request)
        tried(
            request,
            lambda: signing.sign(minutes, actor=person, read=read),
            _("You signed the minutes."),
        )
        # Who keeps the papers goes on at the desk.
        keeps = Minutes.objects.editable_by(person).filter(pk=minutes.pk).exists()
        return redirect("minutes:signing" if keeps else "minutes:sign", public_id)
    version = minutes.current()
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "host": hosts.find(minutes.meeting.host_kind, minutes.meeting.subject),
        "version": version,
        "sheet": sheet_of(version.content),
        "signatures": version.signatures.all(),
        "may_sign": may_sign(minutes, person.pk),
        "waits_for": next_name(minutes),
        "obstacles": signing.obstacles(minutes) if minutes.stage in signing.OPEN_STAGES else [],
    }
    return render(request, "minutes/sign.html", context)


def number_read(request: HttpRequest) -> int:
    """The version that stood on the page which was sent; 0 for none, which every act refuses."""
    written = request.POST.get("read", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0
