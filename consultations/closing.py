"""Closing a consultation with its report: only when the term is over and everything is answered."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations import fragments, pending, report
from consultations.models import ClosingReport, Consultation
from consultations.procedure import advance, lawful_move, locked
from consultations.stages import Stage, Step
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish as publish_document
from prestizh.documents.models import Document
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.ledger.reading import root
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused, refuse_if_any

LAW = "ЗНА, чл. 26, ал. 5"
PAPERS = ("closing_report.pdf", "closing_report.docx")


def obstacles(consultation: Consultation) -> list[Obstacle]:
    """What still stands in the way of the closing report."""
    return list(_obstacles(consultation))


def _obstacles(consultation: Consultation) -> Iterator[Obstacle]:
    if consultation.stage == Stage.PUBLISHED and not consultation.is_over(clock.now()):
        yield Obstacle(_("The term is not over yet; opinions may still come."), LAW, "term")
    held_up = {
        "unconfirmed": consultation.opinions.filter(pending.unconfirmed()).count(),
        "late": consultation.opinions.filter(pending.undecided()).count(),
        "answers": consultation.proposals.filter(counts=True, answer=None).count(),
    }
    for field, count in held_up.items():
        if count:
            yield Obstacle(_held_up_by(field, count), LAW, field)


def _held_up_by(field: str, count: int) -> str:
    sentences = {
        "unconfirmed": ngettext(
            "%(count)d opinion awaits confirmation: confirm it by telephone or set it aside.",
            "%(count)d opinions await confirmation: confirm them by telephone or set them aside.",
            count,
        ),
        "late": ngettext(
            "%(count)d late opinion awaits your decision.",
            "%(count)d late opinions await your decision.",
            count,
        ),
        "answers": ngettext(
            "%(count)d proposal has no answer yet.",
            "%(count)d proposals have no answer yet.",
            count,
        ),
    }
    return sentences[field] % {"count": count}


@transaction.atomic
def close(consultation: Consultation, *, actor: User, introduction: str = "") -> ClosingReport:
    """Publish the closing report (справка) and tell everybody who proposed. Raises `Refused`."""
    row = locked(consultation)
    move = lawful_move(row, Step.REPORT, actor)
    refuse_if_any(obstacles(row))
    now = clock.now()
    _count, root_hash = root()
    content = report.content_of(row)
    advance(row, move, actor=actor, at=now)
    _write_letters(row)
    recorded = record(
        row.subject,
        "consultation.reported",
        actor=actor,
        public={
            "proposals": str(content["totals"]["proposals"]),
            "opinions": str(content["totals"]["opinions"]),
            "root": root_hash,
        },
    )
    published: ClosingReport = ClosingReport.objects.create(
        consultation=row,
        introduction=introduction.strip(),
        content=content,
        root=root_hash,
        record_number=recorded.number,
        published_by=actor,
        published_at=now,
    )
    for kind in PAPERS:
        request_rendition(kind, row.public_id, "bg", key=f"{kind}:{row.public_id}:bg")
    fragments.write_all(row)
    fragments.tell(row)
    return published


def _write_letters(consultation: Consultation) -> None:
    opinions = (
        consultation.opinions.filter(proposals__counts=True).distinct().select_related("author")
    )
    for opinion in opinions:
        if opinion.author is not None or opinion.email:
            enqueue(
                "opinion.answered",
                key=f"answered:{opinion.receipt_id}",
                to=opinion.author or opinion.email,
                language=None if opinion.author else opinion.language,
                context={"opinion": opinion.pk},
            )


@transaction.atomic
def add_signed_copy(
    consultation: Consultation, *, actor: User, document: Document
) -> ClosingReport:
    """Put the report that was signed on paper or with a signature beside the published one."""
    row = locked(consultation)
    access.require(actor, "consultation.close")
    published: ClosingReport | None = ClosingReport.objects.filter(consultation=row).first()
    if published is None:
        raise Refused(_("There is no closing report to sign yet."))
    if published.signed_file_id is not None:
        raise Refused(_("The signed report is already published; it is not replaced."))
    published.signed_file = document
    published.save(update_fields=["signed_file"])
    publish_document(document, clock.now())
    record(
        row.subject,
        "consultation.report_signed",
        actor=actor,
        public={"name": document.name, "sha256": document.sha256},
    )
    fragments.write_report(row)
    fragments.write_timeline(row)
    fragments.tell(row)
    return published
