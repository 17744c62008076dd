"""A member's own page of a meeting: reply, proxy, papers, votes in writing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import person_of
from prestizh.ledger import clock
from prestizh.meetings import attending, conflicts, deciding, hosts, reading, voting_in_writing
from prestizh.meetings.forms.member import OwnConflictForm, OwnOpinionForm, OwnProxyForm
from prestizh.meetings.forms.session import ReplyForm
from prestizh.meetings.models import AgendaItem, Attendee, Choice, Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.views.frame import invited, status_of
from prestizh.ui.forms import PortalForm
from prestizh.ui.refusing import done, tried

Data = QueryDict | None


@invited
@require_safe
def mine(request: HttpRequest, meeting: Meeting, own: Attendee) -> HttpResponse:
    """What I was invited to, and what I can do there."""
    return _show(request, meeting, own)


def _show(request: HttpRequest, meeting: Meeting, own: Attendee, **forms: Any) -> HttpResponse:
    convened = meeting.stage == MeetingStage.CONVENED
    # A substitute votes for the member in whose seat they stand in.
    seat = voting_in_writing.member_of(own)
    context = {
        "meeting": meeting,
        "own": own,
        "host": hosts.find(meeting.host_kind, meeting.subject),
        "points": reading.points(meeting, request.user, says_all=True),
        "papers": [one for one in reading.papers(meeting, request.user) if one.item_id is None],
        "rules": reading.rules_in_words(meeting),
        "may_reply": convened,
        "gives_proxy": convened and meeting.proxies and own.has_vote and own.stands_for_id is None,
        "votes": meeting.is_written and meeting.stage == MeetingStage.OPENED and own.has_vote,
        "is_over": meeting.ends_at is not None and clock.now() >= meeting.ends_at,
        "voted": set(seat.ballots.values_list("motion_id", flat=True)),
        "seat": seat,
        "choices": Choice,
        "may_state": meeting.stage in {MeetingStage.CONVENED, MeetingStage.OPENED},
        "may_differ": meeting.stage in {MeetingStage.OPENED, MeetingStage.CLOSED},
        **_forms(own),
        "section": "desk",
        **forms,
    }
    return render(request, "meetings/mine.html", context, status=status_of(*forms.values()))


def _forms(own: Attendee) -> dict[str, PortalForm]:
    return {
        "reply_form": _reply_form(own),
        "proxy_form": _proxy_form(own),
        "conflict_form": _conflict_form(own),
        "opinion_form": _opinion_form(own),
    }


def _address(name: str, own: Attendee) -> str:
    return reverse(f"meetings:{name}", args=[own.meeting.public_id])


def _reply_form(own: Attendee, data: Data = None) -> ReplyForm:
    initial = {"answer": own.reply, "note": own.reply_note}
    return ReplyForm(data, initial=initial).sent_to(_address("reply", own))


def _proxy_form(own: Attendee, data: Data = None) -> OwnProxyForm:
    roll = own.meeting.attendees.filter(has_vote=True)
    return OwnProxyForm(data, giver=own, roll=roll).sent_to(_address("proxy", own))


def _conflict_form(own: Attendee, data: Data = None) -> OwnConflictForm:
    return OwnConflictForm(data, meeting=own.meeting).sent_to(_address("own_conflict", own))


def _opinion_form(own: Attendee, data: Data = None) -> OwnOpinionForm:
    return OwnOpinionForm(data, meeting=own.meeting).sent_to(_address("own_opinion", own))


@invited
@require_POST
def reply(request: HttpRequest, meeting: Meeting, own: Attendee) -> HttpResponse:
    """Say whether I come."""
    form = _reply_form(own, request.POST)
    if done(form, lambda: attending.reply(own, actor=person_of(request), **form.cleaned_data)):
        messages.success(request, _("Thank you, the secretary sees your reply."))
        return redirect("meetings:mine", meeting.public_id)
    return _show(request, meeting, own, reply_form=form)


@invited
@require_POST
def proxy(request: HttpRequest, meeting: Meeting, own: Attendee) -> HttpResponse:
    """Say who votes for me."""
    form = _proxy_form(own, request.POST)
    if done(form, lambda: attending.give_proxy(own, actor=person_of(request), **form.cleaned_data)):
        messages.success(request, _("The proxy is saved."))
        return redirect("meetings:mine", meeting.public_id)
    return _show(request, meeting, own, proxy_form=form)


@invited
@require_POST
def cast(request: HttpRequest, meeting: Meeting, own: Attendee, pk: int) -> HttpResponse:
    """Vote in writing on one text."""
    motion = get_object_or_404(reading.motions_of(meeting), pk=pk)
    choice = request.POST.get("choice", "")
    tried(
        request,
        lambda: voting_in_writing.cast(motion, actor=person_of(request), choice=choice),
        _("Your vote is recorded."),
    )
    return redirect("meetings:mine", meeting.public_id)


@invited
@require_POST
def conflict(request: HttpRequest, meeting: Meeting, own: Attendee) -> HttpResponse:
    """State a conflict of interest of mine."""
    form = _conflict_form(own, request.POST)
    if done(form, lambda: _state(form, own, request)):
        messages.success(request, _("Your conflict of interest is noted; you don't vote on it."))
        return redirect("meetings:mine", meeting.public_id)
    return _show(request, meeting, own, conflict_form=form)


def _state(form: OwnConflictForm, own: Attendee, request: HttpRequest) -> None:
    item: AgendaItem = form.cleaned_data["item"]
    statement = form.cleaned_data["statement"]
    conflicts.state_conflict(item, actor=person_of(request), attendee=own, statement=statement)


@invited
@require_POST
def opinion(request: HttpRequest, meeting: Meeting, own: Attendee) -> HttpResponse:
    """Add my separate opinion."""
    form = _opinion_form(own, request.POST)
    if done(form, lambda: _differ(form, own, request)):
        messages.success(request, _("Your separate opinion is part of the outcome."))
        return redirect("meetings:mine", meeting.public_id)
    return _show(request, meeting, own, opinion_form=form)


def _differ(form: OwnOpinionForm, own: Attendee, request: HttpRequest) -> None:
    item: AgendaItem = form.cleaned_data["item"]
    text = form.cleaned_data["text"]
    deciding.hold_otherwise(item, actor=person_of(request), attendee=own, text=text)
