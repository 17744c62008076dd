"""The drafts of a body's papers: to read on the page, as PDF, as a Word file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from forums.bodies.papers.renditions import LANGUAGE, paper_of
from forums.bodies.views.desk.frame import editable, show
from prestizh.accounts.access import only_for
from prestizh.documents.renditions import request_rendition
from prestizh.refusal import Sentence

PAPERS: dict[str, tuple[Sentence, Sentence]] = {
    "rules": (
        _("Draft of the rules of procedure"),
        _("Every setting of the body in numbered articles."),
    ),
    "act": (
        _("Draft of the constituting act"),
        _("An order of the mayor or a decision of the council, with the seats."),
    ),
}
EXTENSIONS = frozenset({"pdf", "docx"})


@only_for("body.desk")
@require_safe
def listing(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which papers there are."""
    body = editable(request, public_id)
    papers = [(which, label, about) for which, (label, about) in PAPERS.items()]
    return show(request, body, "bodies/desk/papers.html", tab="desk_papers", papers=papers)


@only_for("body.desk")
@require_safe
def paper(request: HttpRequest, public_id: str, which: str) -> HttpResponse:
    """One paper as a page."""
    body = editable(request, public_id)
    if which not in PAPERS:
        raise Http404
    return show(
        request,
        body,
        "bodies/desk/paper.html",
        tab="desk_papers",
        which=which,
        label=PAPERS[which][0],
        paper=paper_of(body, which),
    )


@only_for("body.desk")
@require_POST
def file(request: HttpRequest, public_id: str, which: str, extension: str) -> HttpResponse:
    """Ask the worker for the paper as a file; one for each wording."""
    body = editable(request, public_id)
    if which not in PAPERS or extension not in EXTENSIONS:
        raise Http404
    kind, digest = f"body_{which}.{extension}", paper_of(body, which).digest
    key = f"{kind}:{body.public_id}:{digest}"
    return redirect(request_rendition(kind, body.public_id, LANGUAGE, key=key))
