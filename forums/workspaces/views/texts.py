"""The texts of a room: the list, one with its provisions, its versions, the whole text anew."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consultations.forms.desk_drafts import DraftTextForm
from consultations.views.desk.structure import structure_of
from forums.workspaces import drafting
from forums.workspaces.forms.texts import LayDownForm, StartTextForm
from forums.workspaces.models import SharedText, Suggestion, Verdict, Workspace
from forums.workspaces.passages import changes, passages
from forums.workspaces.tables import of_texts
from forums.workspaces.views.frame import WRITES, in_room, show, status_of
from prestizh.accounts.access import person_of
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done


@in_room("workspace.read")
@require_safe
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """The texts that are written here."""
    undecided = Count("suggestions", filter=Q(suggestions__verdict=Verdict.NONE), distinct=True)
    texts = (
        workspace.texts.select_related("started_by")
        .annotate(undecided=undecided, made=Count("versions", distinct=True))
        .order_by("-pk")
    )
    file = exported(request, lambda: of_texts(one_by_one(texts)), _("Shared text"))
    if file is not None:
        return file
    return show(request, workspace, "texts", texts=texts)


@in_room("workspace.keep")
@require_http_methods(WRITES)
def start(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """A new text, from a file or pasted."""
    form, actor = StartTextForm(request.POST or None, request.FILES or None), person_of(request)
    begun: list[SharedText] = []

    def begin() -> None:
        text, title = words_of(request, form), form.cleaned_data["title"]
        begun.append(drafting.start_text(workspace, actor=actor, title=title, text=text))

    if done(form, begin):
        messages.success(request, _("The text is there. Look how it was understood."))
        return redirect("workspaces:text", workspace.body.public_id, begun[0].pk)
    return show(request, workspace, "text_start", form=form, status=status_of(form))


@in_room("workspace.read")
@require_safe
def text(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """The text as it is now, provision by provision, with what is proposed to each."""
    shared = get_object_or_404(workspace.texts, pk=pk)
    newest = drafting.newest_of(shared)
    rows = list(suggestions_of(shared))
    open_ones = Counter(row.path for row in rows if row.verdict == Verdict.NONE)
    return show(
        request,
        workspace,
        "text",
        shared=shared,
        newest=newest,
        versions=shared.versions.select_related("made_by", "taken_from__by"),
        passages=[(one, open_ones[one.path]) for one in passages(newest.text)],
        undecided=[row for row in rows if row.verdict == Verdict.NONE],
        decided=[row for row in rows if row.verdict != Verdict.NONE][::-1],
    )


@in_room("workspace.keep")
@require_http_methods(WRITES)
def lay_down(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """The whole text anew, as the next version."""
    shared = get_object_or_404(workspace.texts, pk=pk)
    newest, actor = drafting.newest_of(shared), person_of(request)
    form = LayDownForm(
        request.POST or None,
        request.FILES or None,
        initial={"text": newest.text, "seen": newest.number},
    )

    def lay() -> None:
        given = {name: form.cleaned_data[name] for name in ("note", "seen")}
        drafting.lay_down(shared, actor=actor, text=words_of(request, form), **given)

    if done(form, lay):
        messages.success(request, _("The new version is there; the older ones stay."))
        return redirect("workspaces:text", workspace.body.public_id, pk)
    look_again(form, newest.number)
    return show(
        request,
        workspace,
        "text_lay_down",
        shared=shared,
        newest=newest,
        form=form,
        structure=structure_of(newest.text),
        status=status_of(form),
    )


@in_room("workspace.read")
@require_safe
def version(request: HttpRequest, workspace: Workspace, pk: int, number: int) -> HttpResponse:
    """One version: what it changed, and its whole text."""
    shared = get_object_or_404(workspace.texts, pk=pk)
    rows = shared.versions.select_related("made_by", "taken_from__by")
    row = get_object_or_404(rows, number=number)
    before = shared.versions.filter(number=number - 1).first()
    found = changes(before.text, row.text) if before else []
    return show(
        request, workspace, "text_version", shared=shared, version=row, before=before, changes=found
    )


def words_of(request: HttpRequest, form: DraftTextForm) -> str:
    """The text that was asked for, from the file or the field; a file's fault stands by it."""
    from_file = request.POST.get("act") == "file"
    try:
        return form.wanted_text(from_file=from_file)
    except Refused as refused:
        raise Refused(Obstacle(str(refused), field="file" if from_file else "text")) from refused


def look_again(form: Any, newest: int) -> None:
    """Let a refused form be sent again over the version that is shown beside it now."""
    if form.is_bound and form.errors:
        form.data = form.data.copy()
        form.data["seen"] = str(newest)


def suggestions_of(shared: SharedText) -> "QuerySet[Suggestion]":
    """What is proposed to a text, oldest first, with how much was said about each."""
    rows = shared.suggestions.select_related("by", "decided_by", "version", "made", "topic")
    return rows.annotate(said=Count("topic__posts")).order_by("pk")
