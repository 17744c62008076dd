"""Before a meeting: the desk, planning, the agenda, the gate of the notice, calling off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prestizh.accounts.access import may, person_of
from prestizh.documents.keeping import keep
from prestizh.ledger import clock
from prestizh.meetings import agenda as agendas
from prestizh.meetings import consequences, convening, hosts, planning, reading, rolls
from prestizh.meetings.forms.planning import (
    CancelForm,
    FactsForm,
    ItemForm,
    PaperForm,
    PlanForm,
)
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage
from prestizh.meetings.tables import of_meetings, of_roll
from prestizh.meetings.views.frame import WRITES, kept, show, status_of
from prestizh.places.calendar import calendar
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from prestizh.ui.exporting import exported
from prestizh.ui.refusing import done, tried

ENDED = (MeetingStage.CLOSED, MeetingStage.CANCELLED)
NEWEST = 20


@login_not_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The meetings that the reader keeps, and for whom they can plan one."""
    rows = Meeting.objects.editable_by(request.user)
    keeps = list(hosts.kept_by(request.user))
    if not keeps and not rows.exists():
        raise Http404
    file = exported(
        request,
        lambda: of_meetings(reading.with_hosts(rows.order_by("-starts_at", "-pk"))),
        _("Meetings"),
    )
    if file is not None:
        return file
    context = {
        "keeps": keeps,
        "ahead": reading.with_hosts(rows.exclude(stage__in=ENDED).order_by("starts_at")),
        "past": reading.with_hosts(rows.filter(stage__in=ENDED)[:NEWEST]),
        "section": "desk",
    }
    return render(request, "meetings/desk/desk.html", context)


@login_not_required
@require_http_methods(WRITES)
def plan(request: HttpRequest, subject: UUID) -> HttpResponse:
    """Plan a meeting of one host."""
    if not may(request.user, "meeting.convene", subject):
        raise Http404
    try:
        kind, host = hosts.find_subject(subject)
    except LookupError as error:
        raise Http404 from error
    form = PlanForm(request.POST or None, initial={"is_open": True}, subject=subject)
    made: list[Meeting] = []
    actor = person_of(request)
    if done(
        form, lambda: made.append(planning.plan(actor=actor, subject=subject, **form.cleaned_data))
    ):
        messages.success(request, _("The meeting is planned. Put its agenda together."))
        return redirect("meetings:agenda", made[0].public_id)
    context = {"form": form, "host": host, "section": "desk", **_term(kind, subject)}
    return render(request, "meetings/desk/plan.html", context, status=status_of(form))


@kept
@require_safe
def desk_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Where the meeting stands, what is next, who replied what."""
    roll = list(meeting.attendees.select_related("user", "proxy"))
    file = exported(request, lambda: of_roll(roll), _("Who was invited"))
    if file is not None:
        return file
    context: dict[str, Any] = {
        "roll": roll,
        "unreached": [one for one in roll if one.user_id is None],
        "decided": reading.decided(meeting, request.user),
        "ways_on": consequences.ways_on(meeting, request.user),
        "rules": reading.rules_in_words(meeting),
        "changes": meeting.changes.select_related("actor"),
        "roll_differs": rolls.before_opening(meeting),
        "held_instead": Meeting.objects.editable_by(request.user)
        .filter(instead_of=meeting)
        .first(),
    }
    return show(request, meeting, "desk/desk_page", **context)


@kept
@require_POST
def follow(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Bring the roll of a convened meeting up to date."""
    actor = person_of(request)
    told = _("The roll is up to date, and who is new is invited.")
    tried(request, lambda: rolls.refresh(meeting, actor=actor), told)
    return redirect("meetings:desk_page", meeting.public_id)


@kept
@require_http_methods(WRITES)
def facts(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Change when and where, before the notice."""
    form = FactsForm.of(meeting, request.POST or None)
    actor = person_of(request)
    if done(form, lambda: planning.revise(meeting, actor=actor, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:convene", meeting.public_id)
    context = {"form": form, **_term(meeting.host_kind, meeting.subject)}
    return show(request, meeting, "desk/facts", status=status_of(form), **context)


def _term(kind: str, subject: UUID) -> dict[str, Any]:
    """How many days of notice the host's rules ask for, and for which day it is in time today."""
    days = hosts.host(kind).rules(subject).notice_days
    first = convening.first_lawful_day(sofia_day(clock.now()), days, calendar())
    return {"notice_days": days, "first": first}


@kept
@require_http_methods(WRITES)
def agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The items in their order, with their papers; a form for one more."""
    form = _item_form(meeting, request.POST or None)
    actor = person_of(request)
    if done(form, lambda: agendas.add_item(meeting, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The item is on the agenda."))
        return redirect("meetings:agenda", meeting.public_id)
    return _agenda(request, meeting, form=form)


def _agenda(request: HttpRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    context = {
        "points": reading.points(meeting, request.user, says_all=True),
        "papers": [one for one in reading.papers(meeting, request.user) if one.item_id is None],
        "is_planned": meeting.stage == MeetingStage.PLANNED,
        "takes_papers": meeting.stage in agendas.TAKES_PAPERS,
        "form": _item_form(meeting),
        "paper_form": _paper_form(meeting),
        **forms,
    }
    return show(request, meeting, "desk/agenda", status=status_of(*forms.values()), **context)


@kept
@require_http_methods(WRITES)
def item(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Change one item before the notice."""
    row = get_object_or_404(meeting.items, position=position)
    form = ItemForm(request.POST or None, instance=row)
    actor = person_of(request)
    if done(form, lambda: agendas.revise_item(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:agenda", meeting.public_id)
    return show(request, meeting, "desk/item", status=status_of(form), form=form, item=row)


@kept
@require_POST
def item_up(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Let an item change places with the one before it."""
    row = get_object_or_404(meeting.items, position=position)
    actor = person_of(request)
    tried(request, lambda: agendas.move_up(row, actor=actor), _("The order is changed."))
    return redirect("meetings:agenda", meeting.public_id)


@kept
@require_POST
def item_remove(request: HttpRequest, meeting: Meeting, position: int) -> HttpResponse:
    """Take an item off the plan."""
    row = get_object_or_404(meeting.items, position=position)
    actor = person_of(request)
    tried(request, lambda: agendas.remove_item(row, actor=actor), _("The item is taken off."))
    return redirect("meetings:agenda", meeting.public_id)


@kept
@require_POST
def attach(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Attach a paper to an item or to the meeting."""
    form = _paper_form(meeting, request.POST, request.FILES)
    if done(form, lambda: _attach(request, meeting, form)):
        messages.success(request, _("The paper is attached."))
        return redirect("meetings:agenda", meeting.public_id)
    return _agenda(request, meeting, paper_form=form)


def _item_form(meeting: Meeting, data: Any = None) -> ItemForm:
    return ItemForm(data).sent_to(reverse("meetings:agenda", args=[meeting.public_id]))


def _paper_form(meeting: Meeting, *sent: Any) -> PaperForm:
    address = reverse("meetings:attach", args=[meeting.public_id])
    return PaperForm(*sent, meeting=meeting).sent_to(address)


def _attach(request: HttpRequest, meeting: Meeting, form: PaperForm) -> None:
    actor, given = person_of(request), dict(form.cleaned_data)
    document = keep(given.pop("file"), actor=actor)
    agendas.attach(meeting, actor=actor, document=document, **given)


@kept
@require_POST
def detach(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    """Take a paper away before the notice."""
    row = get_object_or_404(meeting.papers, pk=pk)
    actor = person_of(request)
    tried(request, lambda: agendas.detach(row, actor=actor), _("The paper is taken away."))
    return redirect("meetings:agenda", meeting.public_id)


@kept
@require_http_methods(WRITES)
def convene(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The gate of the notice: what is missing, until when it must be sent, the button."""
    if meeting.stage != MeetingStage.PLANNED:
        return redirect("meetings:desk_page", meeting.public_id)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            convening.convene(meeting, actor=person_of(request))
            messages.success(request, _("The notice is sent, and the meeting is public."))
            return redirect("meetings:desk_page", meeting.public_id)
        except Refused as reasons:
            refused = reasons
    context = _gate(meeting, refused)
    return show(request, meeting, "desk/convene", status=422 if refused else 200, **context)


def _gate(meeting: Meeting, refused: Refused | None) -> dict[str, Any]:
    host = hosts.host(meeting.host_kind)
    rules, roll = host.rules(meeting.subject), host.roll(meeting.subject)
    missing = convening.obstacles(meeting, rules, roll)
    return {
        "obstacles": missing,
        "lacks_items": any(one.field == "agenda" for one in missing),
        "lacks_facts": any(one.field in FactsForm.base_fields for one in missing),
        "refused": refused.obstacles if refused else (),
        **_term(meeting.host_kind, meeting.subject),
        "latest": convening.last_day_of_notice(meeting, rules.notice_days, calendar()),
        "roll": roll,
        "unreached": [one for one in roll if one.user is None],
    }


@kept
@require_http_methods(WRITES)
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Call the meeting off, and plan another in its stead if the day is known."""
    form = CancelForm(request.POST or None)
    if done(form, lambda: _call_off(request, meeting, form)):
        messages.success(request, _("The meeting is called off; who was invited is told."))
        return redirect("meetings:desk_page", meeting.public_id)
    return show(request, meeting, "desk/cancel", status=status_of(form), form=form)


def _call_off(request: HttpRequest, meeting: Meeting, form: CancelForm) -> None:
    actor, given = person_of(request), form.cleaned_data
    if given["starts_at"] and meeting.stage == MeetingStage.CONVENED:
        planning.postpone(meeting, actor=actor, **given)
    else:
        planning.cancel(meeting, actor=actor, reason=given["reason"])
