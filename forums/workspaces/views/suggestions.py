"""Proposing a change to a provision, talking about it, deciding on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums.workspaces import deciding, drafting
from forums.workspaces.forms.texts import SuggestForm, TakeInForm, TurnDownForm
from forums.workspaces.models import (
    ChangeKind,
    Suggestion,
    Verdict,
    Workspace,
    suggestions_in,
)
from forums.workspaces.passages import Passage, passage_at, passages
from forums.workspaces.views.frame import WRITES, in_room, show, status_of
from forums.workspaces.views.texts import look_again
from forums.workspaces.views.topics import posts_in
from prestizh.accounts.access import person_of
from prestizh.ui.refusing import done, tried

# Both forms of the decision have a field for a reason.
DOWN = "down_%s"


@in_room("workspace.write")
@require_http_methods(WRITES)
def suggest(request: HttpRequest, workspace: Workspace, pk: int, anchor: str) -> HttpResponse:
    """Propose a change to one provision."""
    shared = get_object_or_404(workspace.texts, pk=pk)
    newest, actor = drafting.newest_of(shared), person_of(request)
    passage = _passage(newest.text, anchor)
    typed = {"seen": newest.number, "kind": ChangeKind.REWORD, "text": passage.text}
    form, made = SuggestForm(request.POST or None, initial=typed), []

    def propose() -> None:
        given = form.cleaned_data
        made.append(drafting.suggest(shared, actor=actor, path=passage.path, **given))

    if done(form, propose):
        messages.success(request, _("Your proposal is there; the others can talk about it."))
        return redirect("workspaces:suggestion", workspace.body.public_id, made[0].pk)
    look_again(form, newest.number)
    return show(
        request,
        workspace,
        "text_suggest",
        shared=shared,
        passage=passage,
        form=form,
        status=status_of(form),
    )


@in_room("workspace.read")
@require_safe
def suggestion(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """One proposal: what it changes, what was said, what became of it."""
    return _show(request, workspace, _suggestion(workspace, pk))


@in_room("workspace.keep")
@require_POST
def decide(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """Take the change in, or don't, with a reason."""
    row, actor = _suggestion(workspace, pk), person_of(request)
    if request.POST.get("act") == "turn_down":
        down = TurnDownForm(request.POST, auto_id=DOWN)
        if done(down, lambda: deciding.turn_down(row, actor=actor, **down.cleaned_data)):
            messages.success(request, _("The reason stands beside the proposal."))
            return redirect("workspaces:suggestion", workspace.body.public_id, pk)
        return _show(request, workspace, row, down=down)
    form = TakeInForm(request.POST, removes=row.kind == ChangeKind.REMOVE)
    if done(form, lambda: deciding.take_in(row, actor=actor, **form.cleaned_data)):
        messages.success(request, _("It is taken in: a new version of the text is there."))
        return redirect("workspaces:suggestion", workspace.body.public_id, pk)
    return _show(request, workspace, row, form=form)


@in_room("workspace.write")
@require_POST
def take_back(request: HttpRequest, workspace: Workspace, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    row, actor = _suggestion(workspace, pk), person_of(request)
    said = _("Your proposal is taken back; it stays in the list.")
    tried(request, lambda: deciding.take_back(row, actor=actor), said)
    return redirect("workspaces:suggestion", workspace.body.public_id, pk)


def _passage(text: str, anchor: str) -> Passage:
    found = next((one for one in passages(text) if one.anchor == anchor), None)
    if found is None:
        raise Http404
    return found


def _suggestion(workspace: Workspace, pk: int) -> Suggestion:
    rows = suggestions_in(workspace).select_related(
        "shared__workspace__body", "by", "decided_by", "version", "made", "topic"
    )
    return get_object_or_404(rows, pk=pk)


def _show(
    request: HttpRequest,
    workspace: Workspace,
    row: Suggestion,
    *,
    form: TakeInForm | None = None,
    down: TurnDownForm | None = None,
) -> HttpResponse:
    newest = drafting.newest_of(row.shared)
    present = passage_at(newest.text, row.path)
    form = form or TakeInForm(
        removes=row.kind == ChangeKind.REMOVE, initial={"seen": newest.number, "words": row.text}
    )
    look_again(form, newest.number)
    down = down or TurnDownForm(auto_id=DOWN)
    context: dict[str, Any] = {
        "suggestion": row,
        "shared": row.shared,
        "posts": posts_in(row.topic),
        "present": present,
        "is_changed": row.verdict == Verdict.NONE
        and (present is None or present.text != row.present),
        "newest": newest,
        "form": form,
        "down": down,
    }
    return show(request, workspace, "suggestion", status=status_of(form, down), **context)
