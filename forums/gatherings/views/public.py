"""What everybody reads: the forums, one of them, its draw with the file and the program."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.bodies.models import publication_key
from forums.bodies.procedure import LISTS
from forums.gatherings import repeat_draw
from forums.gatherings.models import Forum
from forums.gatherings.projects import ranked
from forums.gatherings.registering import is_open
from forums.gatherings.seating import shares_of
from forums.gatherings.showing import (
    changes_at,
    draw_file_of,
    draw_page_of,
    has_projects,
    papers_of,
    session_page_of,
    sessions_of,
    steps_of,
    tables_of,
)
from forums.gatherings.tables import of_forums, of_tables
from forums.gatherings.views.files import file_of_ideas, file_of_session, file_of_sessions
from prestizh.ui.artefacts import now_of, published, true_until
from prestizh.ui.exporting import exported, one_by_one

ROWS = 20


def public_forum(public_id: str) -> Forum:
    """The forum of this body that everybody may read, else 404."""
    found: Forum = get_object_or_404(
        Forum.objects.public().select_related("body"), body__public_id=public_id
    )
    return found


@published(LISTS)
@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All forums, the newest first, with whether one can register."""
    rows = Forum.objects.public().select_related("body")
    file = exported(request, lambda: of_forums(one_by_one(rows)), _("Forums"))
    if file is not None:
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    now = now_of(request)
    for forum in page:
        true_until(request, changes_at(forum, now))
    shown = [(forum, is_open(forum, now)) for forum in page]
    return render(request, "gatherings/list.html", {"rows": shown, "page": page})


@published(publication_key)
@login_not_required
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of one forum: aim, how to take part, tables, what comes next."""
    forum = public_forum(public_id)
    now = now_of(request)
    true_until(request, changes_at(forum, now))
    tables, sessions = tables_of(forum), sessions_of(forum)
    file = exported(
        request, lambda: of_tables(tables), _("The tables of the forum")
    ) or file_of_sessions(request, sessions, which="sessions")
    if file is not None:
        return file
    context = {
        "forum": forum,
        "is_open": is_open(forum, now),
        "tables": tables,
        "steps": steps_of(forum),
        "shares": shares_of(forum),
        "papers": papers_of(forum),
        "sessions": sessions,
        "has_projects": has_projects(forum),
        "section": "bodies",
    }
    return render(request, "gatherings/page.html", context)


@published(publication_key)
@login_not_required
@require_safe
def session(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One session: agenda, experts, attendance by table, votes by table, bulletin."""
    forum = public_forum(public_id)
    row = get_object_or_404(forum.sessions, number=number)
    shown = session_page_of(row)
    file = file_of_session(request, shown)
    if file is not None:
        return file
    context = {"forum": forum, "session": row, "section": "bodies", **shown}
    return render(request, "gatherings/session.html", context)


@published(publication_key)
@login_not_required
@require_safe
def projects(request: HttpRequest, public_id: str) -> HttpResponse:
    """The project ideas in the order of selection, with points and votes, and what came of them."""
    forum = public_forum(public_id)
    ideas = ranked(forum)
    file = file_of_ideas(request, ideas)
    if file is not None:
        return file
    context = {
        "forum": forum,
        "ideas": ideas,
        "criteria": list(forum.criteria.all()),
        "section": "bodies",
    }
    return render(request, "gatherings/projects.html", context)


@published(publication_key)
@login_not_required
@require_safe
def draw(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draw step by step, with what anybody needs to repeat it."""
    forum = public_forum(public_id)
    if not forum.is_drawn_by_lot:
        raise Http404
    context = {"forum": forum, "section": "bodies", **draw_page_of(forum)}
    return render(request, "gatherings/draw.html", context)


@login_not_required
@require_safe
def draw_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The published file of the draw: codes and strata, the seed, the outcome; no names."""
    data = draw_file_of(public_forum(public_id))
    if data is None:
        raise Http404
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="draw-{public_id}.json"'
    return response


@login_not_required
@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """The separate program that repeats a draw, to be run without the portal."""
    source = Path(repeat_draw.__file__).read_bytes()
    response = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="repeat_draw.py"'
    return response
