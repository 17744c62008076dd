"""One consultation at a glance, and its page as the public will see it."""

from collections.abc import Iterator
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations import closing, fragments, publishing
from consultations.duties import duty, waiting
from consultations.models import Consultation, StageChange
from consultations.reading import Piece, Reading
from consultations.stages import Stage
from consultations.stages import Step as StageStep
from consultations.state import State
from consultations.views.desk.checklist import Check, checklist
from consultations.views.desk.frame import PREPARED, readable, show
from prestizh import terms
from prestizh.accounts.access import may, only_for
from prestizh.ledger import clock
from prestizh.ui.components import Step


@only_for("consultation.read_drafts")
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """State, next action, what is missing, who is in charge, links to all that can be done."""
    rows = waiting(Consultation.objects.visible_to(request.user)).select_related("unit")
    consultation: Consultation = get_object_or_404(rows, public_id=public_id)
    checks: list[Check] = []
    obstacles = []
    if consultation.stage in PREPARED:
        checks = checklist(consultation)
    elif consultation.stage == Stage.PUBLISHED:
        obstacles = closing.obstacles(consultation)
    return show(
        request,
        consultation,
        "desk_page",
        duty=duty(consultation, clock.now()),
        missing=[check for check in checks if not check.present],
        present=sum(check.present for check in checks),
        checks=checks,
        obstacles=obstacles,
        steps=list(_steps(consultation)),
        put_aside=_put_aside(consultation),
    )


def _put_aside(consultation: Consultation) -> StageChange | None:
    """When, by whom and why a draft was put aside, while it is."""
    if consultation.stage != Stage.DROPPED:
        return None
    return consultation.changes.select_related("actor").filter(step=StageStep.DROP).last()


def _steps(consultation: Consultation) -> Iterator[Step]:
    """The way of a draft, and where this one is on it."""
    if consultation.stage in {Stage.WITHDRAWN, Stage.REJECTED, Stage.DROPPED}:
        return
    now = clock.now()
    if consultation.is_open(now):
        reached = 2
    elif consultation.is_over(now):
        reached = 3
    else:
        reached = REACHED[Stage(consultation.stage)]
    titles = (
        _("Prepare the draft and its reasons"),
        _("Publish it for discussion"),
        _("Take opinions until the term ends"),
        _("Answer every proposal and publish the closing report"),
        _("Record what the council decided"),
    )
    for number, title in enumerate(titles):
        yield Step(title, state="done" if number < reached else _now_or_ahead(number, reached))


def _now_or_ahead(number: int, reached: int) -> Literal["now", "ahead"]:
    return "now" if number == reached else "ahead"


REACHED = {Stage.DRAFT: 0, Stage.ANNOUNCED: 1, Stage.REPORTED: 4, Stage.ADOPTED: 5}


@only_for("consultation.read_drafts")
@require_safe
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page as the public would see it if the draft were published now. Nothing is written."""
    consultation = readable(request, public_id)
    if consultation.stage == Stage.DROPPED:
        return redirect("consultations:desk_page", public_id)
    if consultation.stage not in PREPARED:
        return redirect(consultation)
    reading = _as_read(consultation)
    now = clock.now()
    term = publishing.term_from_today(consultation)
    consultation.stage = Stage.PUBLISHED
    consultation.published_at, consultation.last_day = now, term.last_day
    consultation.closes_at = terms.closes_at(term.last_day)
    reading.about = render_to_string(
        "consultations/fragments/about.html", fragments.about_facts(consultation)
    )
    context = {
        "consultation": consultation,
        "reading": reading,
        "now": now,
        "today": terms.sofia_day(now),
        "may_publish": may(request.user, "consultation.publish"),
    }
    return render(request, "consultations/desk/preview.html", context)


def _as_read(consultation: Consultation) -> Reading:
    """The pieces of the page, rendered for this answer and kept nowhere."""
    blocks = fragments.reading_order(consultation)
    pieces = [
        Piece(
            anchor=block.anchor,
            label=block.label,
            heading=block.heading,
            is_block=block.is_block,
            proposal_count=0,
            text=render_to_string("consultations/fragments/text.html", facts),
        )
        for block, facts in fragments.text_facts(consultation, blocks)
    ]
    reading = Reading(State.OPEN, takes_opinions=False)
    reading.lay(pieces)
    return reading
