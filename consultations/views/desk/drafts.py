"""Preparing a draft: its facts, its text with the structure that was understood, its files."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consultations import drafting
from consultations.forms.desk_drafts import AttachForm, DraftTextForm, FactsForm, NewDraftForm
from consultations.models import Attachment, Consultation
from consultations.views.desk.frame import PREPARED, editable, show, status_of
from consultations.views.desk.structure import structure_of
from prestizh.accounts.access import only_for, person_of
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.refusing import done

WRITES = ["GET", "HEAD", "POST"]


@only_for("consultation.draft")
@require_http_methods(WRITES)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft with its title."""
    form = NewDraftForm(request.POST or None)
    begun: list[Consultation] = []
    if done(
        form, lambda: begun.append(drafting.prepare(actor=person_of(request), **form.cleaned_data))
    ):
        return redirect("consultations:desk_facts", begun[0].public_id)
    return render(request, "consultations/desk/new.html", {"form": form}, status=status_of(form))


@only_for("consultation.draft")
@require_http_methods(WRITES)
def facts(request: HttpRequest, public_id: str) -> HttpResponse:
    """All the facts of a draft."""
    consultation = editable(request, public_id)
    if consultation.stage not in PREPARED:
        return _frozen(request, consultation)
    # A row of its own: the form writes what was typed into it, and the page shows what is kept.
    typed = editable(request, public_id)
    form = FactsForm(request.POST or None, request.FILES or None, instance=typed)
    if done(form, lambda: _revise(consultation, form, person_of(request))):
        messages.success(request, _("Saved."))
        return redirect("consultations:desk_facts", public_id)
    return show(request, consultation, "desk_facts", form=form, status=status_of(form))


@transaction.atomic
def _revise(consultation: Consultation, form: FactsForm, actor: User) -> None:
    """Keep the new files and the facts, both or neither."""
    files = {name: keep(examined, actor=actor) for name, examined in form.new_files().items()}
    drafting.revise(consultation, actor=actor, **form.facts(), **files)


@only_for("consultation.draft")
@require_http_methods(WRITES)
def text(request: HttpRequest, public_id: str) -> HttpResponse:
    """The text: from a file or typed; then how it was understood, with what looks odd."""
    consultation = editable(request, public_id)
    if consultation.stage not in PREPARED:
        return _frozen(request, consultation)
    typed = {"text": consultation.source_text}
    form = DraftTextForm(request.POST or None, request.FILES or None, initial=typed)
    if done(form, lambda: _set_text(request, consultation, form)):
        messages.success(request, _("The text is saved. Look how it was understood."))
        return redirect("consultations:desk_text", public_id)
    structure = structure_of(consultation.source_text)
    context: dict[str, Any] = {"form": form, "structure": structure, "status": status_of(form)}
    return show(request, consultation, "desk_text", **context)


def _set_text(request: HttpRequest, consultation: Consultation, form: DraftTextForm) -> None:
    """Read the file, if that is what was asked, then set the text; a file's fault stands by it."""
    from_file = request.POST.get("act") == "file"
    try:
        given = form.wanted_text(from_file=from_file)
    except Refused as refused:
        raise Refused(Obstacle(str(refused), field="file" if from_file else "text")) from refused
    drafting.set_text(consultation, actor=person_of(request), text=given)


@only_for("consultation.draft")
@require_http_methods(WRITES)
def files(request: HttpRequest, public_id: str) -> HttpResponse:
    """The files beside the draft."""
    consultation = editable(request, public_id)
    if consultation.stage not in PREPARED:
        return _frozen(request, consultation)
    form = AttachForm(request.POST or None, request.FILES or None)
    if done(form, lambda: _attach(consultation, form, person_of(request))):
        messages.success(request, _("The file is attached."))
        return redirect("consultations:desk_files", public_id)
    attachments = consultation.attachments.filter(removed_at=None).select_related("document")
    context: dict[str, Any] = {"form": form, "attachments": attachments, "status": status_of(form)}
    return show(request, consultation, "desk_files", **context)


@transaction.atomic
def _attach(consultation: Consultation, form: AttachForm, actor: User) -> None:
    document = keep(form.cleaned_data["file"], actor=actor)
    title = form.cleaned_data["title"]
    drafting.attach(consultation, actor=actor, document=document, title=title)


@only_for("consultation.draft")
@require_POST
def detach(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a file away."""
    consultation = editable(request, public_id)
    attachment = get_object_or_404(
        Attachment.objects.select_related("consultation"),
        pk=pk,
        consultation=consultation,
        removed_at=None,
    )
    try:
        drafting.detach(attachment, actor=person_of(request))
        messages.success(request, _("The file is taken away."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consultations:desk_files", public_id)


def _frozen(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """After publication the facts can't be changed: back to the overview, with the reason."""
    messages.warning(request, str(drafting.why_fixed(consultation)))
    return redirect("consultations:desk_page", consultation.public_id)
