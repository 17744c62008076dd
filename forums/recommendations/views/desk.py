"""The desk of those who keep a body's papers: writing down, linking, sending."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.bodies.desk_tabs import tabs_of
from forums.bodies.models import Body
from forums.bodies.stages import BodyStage
from forums.recommendations import drafting, sending
from forums.recommendations.events import events_of
from forums.recommendations.forms.desk import LinkForm, RecommendationForm, decisions_of
from forums.recommendations.models import Origin, Recommendation
from forums.recommendations.stages import RecommendationStage
from forums.recommendations.table import at_desk
from prestizh.accounts.access import may, person_of
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ui.components import TimelineEntry
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done, tried

WRITES = ["GET", "HEAD", "POST"]
ROWS = 50


def _editable(request: HttpRequest, public_id: str) -> Recommendation:
    rows = Recommendation.objects.editable_by(request.user)
    found: Recommendation = get_object_or_404(
        rows.select_related(
            "body", "unit", "addressee_user", "decision__meeting", "decision__item"
        ),
        public_id=public_id,
    )
    return found


def _body(request: HttpRequest, public_id: str) -> Body:
    found: Body = get_object_or_404(Body.objects.editable_by(request.user), public_id=public_id)
    return found


def _status(form: PortalFormMixin) -> int:
    return 422 if form.is_bound and form.errors else 200


@login_not_required
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The recommendations of all bodies that are this person's to keep, the newest first."""
    kept = Body.objects.editable_by(request.user).public()
    if not may(request.user, "recommendation.manage") and not kept.exists():
        raise Http404
    rows = Recommendation.objects.editable_by(request.user).select_related("body", "unit")
    today = clock.today()
    file = exported(request, lambda: at_desk(one_by_one(rows), today), _("Recommendations"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, row.days_late(today)) for row in page],
        "bodies": kept.filter(stage=BodyStage.ACTIVE)[:ROWS],
        "section": "desk",
    }
    return render(request, "recommendations/desk/worklist.html", context)


@login_not_required
@require_safe
def of_body(request: HttpRequest, public_id: str) -> HttpResponse:
    """The recommendations of one body, with those that were not sent."""
    body = _body(request, public_id)
    rows = body.recommendations.select_related("body", "unit")
    today = clock.today()
    file = exported(request, lambda: at_desk(one_by_one(rows), today), _("Recommendations"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "body": body,
        "tabs": tabs_of(body, request.user),
        "current": "recommendations:desk_body",
        "page": page,
        "rows": [(row, row.days_late(today)) for row in page],
        "section": "desk",
    }
    return render(request, "recommendations/desk/body.html", context)


@login_not_required
@require_http_methods(WRITES)
def new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down what the body recommends; `?decision=` begins it with that decision."""
    body = _body(request, public_id)
    initial = _begun_with(body, request.GET.get("decision", ""))
    form = RecommendationForm(request.POST or None, body=body, initial=initial)
    made: list[Recommendation] = []
    actor = person_of(request)
    if done(form, lambda: made.append(drafting.prepare(body, actor=actor, **form.cleaned_data))):
        messages.success(request, _("It is written down; the public sees it once it is sent."))
        return redirect("recommendations:desk_page", made[0].public_id)
    context = {"body": body, "form": form, "section": "desk"}
    return render(request, "recommendations/desk/new.html", context, status=_status(form))


def _begun_with(body: Body, key: str) -> dict[str, Any]:
    """What stands in the form of a recommendation that follows from a decision of the body."""
    decision = decisions_of(body).filter(pk=key).first() if key.isdecimal() else None
    if decision is None:
        return {}
    # What was heard without the public gets into a public text only by the secretary's own hand.
    text = "" if decision.item.is_closed else decision.text
    return {"origin": Origin.MEETING, "decision": decision.pk, "text": text}


@login_not_required
@require_http_methods(WRITES)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what was not sent yet."""
    row = _editable(request, public_id)
    if row.stage != RecommendationStage.DRAFTED:
        return redirect("recommendations:desk_page", public_id)
    form = RecommendationForm(request.POST or None, instance=row, body=row.body)
    actor = person_of(request)
    if done(form, lambda: drafting.revise(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The recommendation is saved."))
        return redirect("recommendations:desk_page", public_id)
    context = {"body": row.body, "recommendation": row, "form": form, "section": "desk"}
    return render(request, "recommendations/desk/edit.html", context, status=_status(form))


@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One recommendation at the desk: as it stands, what is in the way, what is next."""
    row = _editable(request, public_id)
    is_draft = row.stage == RecommendationStage.DRAFTED
    context: dict[str, Any] = {
        "recommendation": row,
        "obstacles": sending.obstacles(row) if is_draft else [],
        "lawful_due_day": sending.lawful_due_day(clock.today()),
        "late": row.days_late(clock.today()),
        "links": row.links.select_related("consultation", "provision"),
        "entries": [
            TimelineEntry(event.at, event.sentence, event.detail) for event in events_of(row)
        ],
        "section": "desk",
    }
    return render(request, "recommendations/desk/page.html", context)


@login_not_required
@require_http_methods(WRITES)
def links(request: HttpRequest, public_id: str) -> HttpResponse:
    """With what the recommendation is linked; a link is added, never taken away."""
    row = _editable(request, public_id)
    form = LinkForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: _link(row, form, actor)):
        messages.success(request, _("The link is added."))
        return redirect("recommendations:desk_links", public_id)
    context = {
        "recommendation": row,
        "form": form,
        "links": row.links.select_related("consultation", "provision"),
        "section": "desk",
    }
    return render(request, "recommendations/desk/links.html", context, status=_status(form))


def _link(row: Recommendation, form: LinkForm, actor: User) -> None:
    data = form.cleaned_data
    drafting.link(
        row,
        actor=actor,
        kind=data["kind"],
        consultation=data["consultation"],
        provision=form.provision(),
        title=data["title"],
        url=data["url"],
    )


@login_not_required
@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send it: from now on everybody reads it."""
    row, actor = _editable(request, public_id), person_of(request)
    said = _("The recommendation is sent and stands in the public list.")
    tried(request, lambda: sending.send(row, actor=actor), said)
    return redirect("recommendations:desk_page", public_id)


@login_not_required
@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put aside what was not sent."""
    row, actor = _editable(request, public_id), person_of(request)
    said = _("The recommendation is put aside.")
    tried(request, lambda: drafting.drop(row, actor=actor), said)
    return redirect("recommendations:desk_page", public_id)
