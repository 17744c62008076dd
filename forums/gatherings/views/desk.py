"""The secretary's desk of a forum: its frame, tables, population, people, the draw."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.bodies.models import Body
from forums.bodies.stages import BodyKind
from forums.gatherings import drawing, framing, inviting, papers, seating
from forums.gatherings.forms.desk import (
    FrameForm,
    PaperForm,
    PopulationForm,
    SeedForm,
    TableForm,
)
from forums.gatherings.forms.registration import PeopleFilter
from forums.gatherings.models import Forum
from forums.gatherings.readiness import obstacles
from forums.gatherings.showing import draw_of, papers_of, steps_of, tables_of
from forums.gatherings.stages import METHOD_OF, ForumStage
from forums.gatherings.tables import of_people, of_tables_at_desk
from prestizh.accounts.access import may, person_of
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.forms import PortalFormMixin
from prestizh.ui.refusing import done, tried

P = ParamSpec("P")
WRITES = ["GET", "HEAD", "POST"]
ROWS = 50


def at_desk(
    act: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Forum, P], HttpResponse]], Callable[..., HttpResponse]
]:
    """Give a view the forum of the body `public_id`, for those who may do `act`; else 404."""

    def mark(
        view: Callable[Concatenate[HttpRequest, Forum, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, public_id: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            rows = Forum.objects.visible_to(request.user).select_related("body")
            forum = get_object_or_404(rows, body__public_id=public_id)
            if not may(request.user, act, forum.subject):
                raise Http404
            return view(request, forum, *args, **kwargs)

        return login_not_required(guarded)

    return mark


def show(
    request: HttpRequest, forum: Forum, name: str, /, *forms: PortalFormMixin, **context: Any
) -> HttpResponse:
    """The desk's page `name`; 422 where a form was sent and refused."""
    context |= {
        "forum": forum,
        "body": forum.body,
        "page_name": name,
        "may_manage": may(request.user, "forum.manage", forum.subject),
        "section": "desk",
    }
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    return render(request, f"gatherings/desk/{name}.html", context, status=status)


@login_not_required
@require_http_methods(WRITES)
def prepare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin the forum of a body."""
    body = get_object_or_404(Body.objects.editable_by(request.user), public_id=public_id)
    if not may(request.user, "forum.manage", body.subject) or body.kind not in METHOD_OF:
        raise Http404
    if Forum.objects.editable_by(request.user).filter(body=body).exists():
        return redirect("gatherings:desk", public_id)
    form = FrameForm(request.POST or None, method=METHOD_OF[BodyKind(body.kind)])
    actor = person_of(request)
    if done(form, lambda: framing.prepare(body, actor=actor, **form.cleaned_data)):
        return redirect("gatherings:desk", public_id)
    context = {"body": body, "form": form, "section": "desk"}
    status = 422 if form.is_bound else 200
    return render(request, "gatherings/desk/prepare.html", context, status=status)


@at_desk("forum.read_people")
@require_safe
def overview(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Where the forum stands, what is missing, what can be done next."""
    file = _file_of_tables(request, forum)
    if file is not None:
        return file
    is_preparing = forum.stage == ForumStage.PREPARING
    context = {
        "steps": [] if is_preparing else steps_of(forum),
        "obstacles": obstacles(forum) if is_preparing else [],
        "draw": draw_of(forum),
        "tables": tables_of(forum),
    }
    return show(request, forum, "overview", **context)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def frame(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Change the frame."""
    form = FrameForm(request.POST or None, instance=forum, method=forum.method)
    actor = person_of(request)
    if done(form, lambda: framing.revise(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The frame is saved."))
        return redirect("gatherings:desk", forum.body.public_id)
    return show(request, forum, "frame", form, form=form)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def tables(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The tables, and the form for one more."""
    form = TableForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: framing.add_table(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The table is added."))
        return redirect("gatherings:tables", forum.body.public_id)
    file = _file_of_tables(request, forum)
    if file is not None:
        return file
    return show(request, forum, "tables", form, form=form, tables=tables_of(forum))


def _file_of_tables(request: HttpRequest, forum: Forum) -> HttpResponse | None:
    return exported(request, lambda: of_tables_at_desk(tables_of(forum)), _("Tables"))


@at_desk("forum.manage")
@require_POST
def remove_table(request: HttpRequest, forum: Forum, number: int) -> HttpResponse:
    """Take a table away."""
    table = get_object_or_404(forum.tables, number=number)
    actor = person_of(request)
    tried(request, lambda: framing.remove_table(table, actor=actor), _("The table is removed."))
    return redirect("gatherings:tables", forum.body.public_id)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def population(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Who lives in the area of the forum, by age and sex."""
    cells = list(forum.cells.all())
    text = "\n".join(f"{c.area}; {c.age}; {c.sex}; {c.people}" for c in cells)
    form = PopulationForm(request.POST or None, initial={"text": text})
    actor = person_of(request)
    if done(form, lambda: framing.set_population(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The population is saved."))
        return redirect("gatherings:desk", forum.body.public_id)
    return show(request, forum, "population", form, form=form)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def briefing(request: HttpRequest, forum: Forum) -> HttpResponse:
    """The briefing papers, and the form for one more."""
    form = PaperForm(request.POST or None, request.FILES or None)
    actor = person_of(request)
    if done(form, lambda: papers.add(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The paper is attached."))
        return redirect("gatherings:papers", forum.body.public_id)
    return show(request, forum, "papers", form, form=form, papers=papers_of(forum))


@at_desk("forum.manage")
@require_POST
def paper_back(request: HttpRequest, forum: Forum, pk: int) -> HttpResponse:
    """Take a briefing paper back."""
    paper = get_object_or_404(forum.papers, pk=pk)
    actor = person_of(request)
    tried(request, lambda: papers.take_back(paper, actor=actor), _("The paper is taken back."))
    return redirect("gatherings:papers", forum.body.public_id)


@at_desk("forum.read_people")
@require_safe
def people(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Who registered; for the eyes of those who run and audit the forum."""
    wanted = PeopleFilter(request.GET)
    rows = forum.registrations.select_related("table", "user")
    if wanted.is_valid() and wanted.cleaned_data["state"]:
        rows = rows.filter(state=wanted.cleaned_data["state"])
    file = exported(request, lambda: of_people(one_by_one(rows)), _("People"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return show(request, forum, "people", page=page, filter=wanted)


@at_desk("forum.manage")
@require_POST
def pass_on(request: HttpRequest, forum: Forum, pk: int) -> HttpResponse:
    """Give the place of somebody who did not answer to the reserve."""
    row = get_object_or_404(forum.registrations, pk=pk)
    actor = person_of(request)
    said = _("The place went to the next of the reserve.")
    tried(request, lambda: inviting.pass_on(row, actor=actor), said)
    return redirect("gatherings:people", forum.body.public_id)


@at_desk("forum.manage")
@require_POST
def speaks(request: HttpRequest, forum: Forum, pk: int) -> HttpResponse:
    """Enter that a table chose this person to speak for it."""
    row = get_object_or_404(forum.registrations, pk=pk)
    actor = person_of(request)
    said = _("The spokesperson of the table is entered.")
    tried(request, lambda: seating.choose_spokesperson(row, actor=actor), said)
    return redirect("gatherings:people", forum.body.public_id)


@at_desk("forum.manage")
@require_http_methods(WRITES)
def seed(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Enter what the public source said, and draw."""
    form = SeedForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: drawing.enter_seed(forum, actor=actor, **form.cleaned_data)):
        messages.success(request, _("Drawn. The invitations are on their way."))
        return redirect("gatherings:draw", forum.body.public_id)
    return show(request, forum, "seed", form, form=form, draw=draw_of(forum))


STEPS: dict[str, Callable[..., object]] = {
    "open": framing.open_registration,
    "close": drawing.close_list,
    "begin": drawing.begin,
    "end": framing.end,
}


@at_desk("forum.manage")
@require_POST
def step(request: HttpRequest, forum: Forum, step: str) -> HttpResponse:
    """Take the next step of the forum."""
    if step not in STEPS:
        raise Http404
    actor = person_of(request)
    tried(request, lambda: STEPS[step](forum, actor=actor), _("Done."))
    return redirect("gatherings:desk", forum.body.public_id)
