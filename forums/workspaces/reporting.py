"""Reports of a room, and the way of its result to public discussion."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultations import drafting as consultation_drafting
from consultations.models import Consultation
from forums.bodies.procedure import tell
from forums.workspaces.models import Handover, Report, ReportKind, TextVersion, Workspace
from forums.workspaces.room import entered
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined, keep, lock_away, publish
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.legaltext import tidy
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def write_interim(
    workspace: Workspace, *, actor: User, text: str, file: Examined | None = None
) -> Report:
    """Write an interim report, which stays in the room. Raises `Refused`."""
    row = entered(workspace, actor, "workspace.keep")
    words = _words(text)
    document = _kept(file, actor)
    if document is not None:
        lock_away(document)
    report = _write(row, actor, ReportKind.INTERIM, words, document, None)
    record(row.subject, "report.written", actor=actor, private={"report": report.public_id})
    return report


@transaction.atomic
def publish_final(
    workspace: Workspace,
    *,
    actor: User,
    text: str,
    file: Examined | None = None,
    result: TextVersion | None = None,
) -> Report:
    """Publish the final report, with the text that is the result if there is one.

    Everybody reads both from now on. Raises `Refused`.
    """
    row = entered(workspace, actor, "workspace.keep")
    if Report.objects.filter(workspace=row, kind=ReportKind.FINAL).exists():
        raise Refused(_("The final report is published already; it stays as it is."))
    if result is not None and result.shared.workspace_id != row.pk:
        raise Refused(Obstacle(_("This text is not one of this workspace."), "", "result"))
    words = _words(text)
    document = _kept(file, actor)
    report = _write(row, actor, ReportKind.FINAL, words, document, result)
    if document is not None:
        publish(document, report.written_at)
    record(
        row.body.subject,
        "body.final_report_published",
        actor=actor,
        public={
            "report": report.public_id,
            "file_sha256": document.sha256 if document else "",
            "text_sha256": result.sha256 if result else "",
        },
    )
    tell(row.body)
    return report


@transaction.atomic
def hand_over(report: Report, *, actor: User, kind: str, drafter_kind: str) -> Consultation:
    """Make a draft for public discussion out of a room's result; its origin is said with it.

    The clerk goes on with it at the desk as with any draft. Raises `Refused`.
    """
    row = (
        Report.objects.select_for_update(of=("self",))
        .select_related("workspace__body", "result__shared")
        .get(pk=report.pk)
    )
    access.require(actor, "workspace.hand_over")
    if row.kind != ReportKind.FINAL or row.result is None:
        raise Refused(_("There is no final text to make a draft of."))
    if Handover.objects.filter(report=row).exists():
        raise Refused(_("A draft was made of this text already."))
    body = row.workspace.body
    consultation = consultation_drafting.prepare(
        actor=actor, title=row.result.shared.title, kind=kind, drafter_kind=drafter_kind
    )
    with override("bg"):
        path = reverse("workspaces:result", args=[row.public_id])
    consultation_drafting.name_origin(
        consultation, actor=actor, name=body.name, name_en=body.name_en, path=path
    )
    consultation_drafting.set_text(consultation, actor=actor, text=row.result.text)
    Handover.objects.create(report=row, consultation=consultation, by=actor, at=clock.now())
    # Nobody else knows the chain of the new draft yet, so no order of locks is broken.
    fields = {"report": row.public_id}
    hidden = {"consultation": consultation.public_id}
    record(body.subject, "body.result_handed_over", actor=actor, public=fields, private=hidden)
    return consultation


def _words(text: str) -> str:
    words = tidy(text).strip()
    if not words:
        raise Refused(Obstacle(_("Write what was done."), "", "text"))
    return words


def _kept(file: Examined | None, actor: User) -> Document | None:
    return keep(file, actor=actor) if file is not None else None


def _write(
    workspace: Workspace,
    actor: User,
    kind: str,
    text: str,
    document: Document | None,
    result: TextVersion | None,
) -> Report:
    report: Report = Report.objects.create(
        workspace=workspace,
        kind=kind,
        text=text,
        document=document,
        result=result,
        written_by=actor,
        written_at=clock.now(),
    )
    return report
