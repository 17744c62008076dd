"""Pieces of the public page, rendered when an act changes them and joined when the page is read.

Each is rendered for nobody in particular, in both languages, in the transaction of the act. Under
an article stand its newest proposals and a link to all, so that the work of writing and of reading
is the same with ten proposals and with a hundred thousand.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import override

from consultations.concerning import concerns_of
from consultations.models import Consultation, Fragment, Proposal, Provision, publication_key
from consultations.stages import PUBLIC_STAGES, Stage
from prestizh.ui.artefacts import changed
from prestizh.ui.components import TimelineEntry

NEWEST = 5
LISTS = "consultations"


def tell(consultation: Consultation) -> None:
    """Raise the versions of the consultation's own pages and of the lists that show it."""
    changed(publication_key(consultation.public_id), LISTS)


def write_all(consultation: Consultation) -> None:
    """Render every piece anew: when the stage changes."""
    write_about(consultation)
    write_timeline(consultation)
    write_report(consultation)
    write_concerns(consultation)
    if consultation.published_at is not None:
        blocks = list(reading_order(consultation))
        write_text(consultation, blocks)
        write_proposals(consultation, {None, *(block for block in blocks if block.is_block)})


def write_about(consultation: Consultation) -> None:
    """Reasons, files, who drew it up, whom to ask, topics and settlements."""
    _write(consultation, None, "about", about_facts(consultation))


def about_facts(consultation: Consultation) -> dict[str, Any]:
    """What the piece `about` is rendered from."""
    attachments = consultation.attachments.filter(removed_at=None).select_related("document")
    return {
        "consultation": consultation,
        "attachments": list(attachments),
        "topics": list(consultation.topics.all()),
        "settlements": list(consultation.settlements.all()),
    }


def write_timeline(consultation: Consultation) -> None:
    """The public events, from the record."""
    from consultations.timeline import events

    def facts() -> dict[str, Any]:
        told = events(consultation)
        entries = [TimelineEntry(event.at, event.sentence) for event in told]
        return {"consultation": consultation, "events": told, "entries": entries}

    _write_in_each_language(consultation, "timeline", facts)


def write_concerns(consultation: Consultation) -> None:
    """What elsewhere concerns the draft, for the acts that change it.

    Who writes it at the same time waits, and then sees what the other has done.
    """
    kept = Fragment.objects.filter(consultation=consultation, name="concerns")
    list(kept.order_by("pk").select_for_update())
    _write_in_each_language(
        consultation, "concerns", lambda: {"concerns": concerns_of(consultation)}
    )


def write_report(consultation: Consultation) -> None:
    """The closing report, what became of the draft, and the signed copy."""
    from consultations.report import left_out_in, lines_in

    report = getattr(consultation, "report", None)
    lines = lines_in(report) if report else []
    outcome = getattr(consultation, "outcome", None)
    withdrawal = consultation.changes.filter(target=Stage.WITHDRAWN).first()
    facts = {
        "consultation": consultation,
        "report": report,
        "lines": lines,
        "left_out": left_out_in(report) if report else [],
        "totals": report.content["totals"] if report else None,
        "outcome": outcome,
        "withdrawal": withdrawal,
        "successor": consultation.redrafts.filter(stage__in=PUBLIC_STAGES).first(),
    }
    _write(consultation, None, "report", facts)


def write_text(consultation: Consultation, blocks: Iterable[Provision]) -> None:
    """The words of these articles, paragraphs, annexes and headings, and the form under each."""
    for block, facts in text_facts(consultation, blocks):
        _write(consultation, block, "text", facts)
        if block.is_block:
            _write(consultation, block, "form", facts)


def text_facts(
    consultation: Consultation, blocks: Iterable[Provision]
) -> Iterator[tuple[Provision, dict[str, Any]]]:
    """What the pieces `text` and `form` of each block are rendered from."""
    rows: dict[int, list[Provision]] = {block.pk: [block] for block in blocks}
    parts = Provision.objects.filter(block__in=rows).order_by("position")
    for part in parts:
        rows[part.block_id or 0].append(part)
    corrected: dict[int, list[Any]] = {}
    for correction in consultation.corrections.select_related("provision"):
        block_id = correction.provision.block_id or correction.provision_id
        corrected.setdefault(block_id, []).append(correction)
    for own in rows.values():
        yield (
            own[0],
            {
                "consultation": consultation,
                "block": own[0],
                "parts": own,
                "whole": "\n".join(plain_lines(own)),
                "corrections": corrected.get(own[0].pk, []),
            },
        )


def plain_lines(parts: Iterable[Provision]) -> list[str]:
    """The text of an article as one would type it: label and words of each part on a line."""
    return [" ".join(filter(None, (p.label, p.heading, p.text))).strip() for p in parts]


def write_proposals(consultation: Consultation, blocks: Iterable[Provision | None]) -> None:
    """The newest proposals under these blocks; None stands for the draft as a whole."""
    for block in blocks:
        shown = proposals_of(consultation, block)
        newest = list(shown[: NEWEST + 1])
        total = len(newest) if len(newest) <= NEWEST else shown.count()
        newest = newest[:NEWEST]
        facts = {
            "consultation": consultation,
            "block": block,
            "proposals": newest,
            "total": total,
            "more": total - len(newest),
            "answers_shown": consultation.answers_are_public,
        }
        _write(consultation, block, "proposals", facts)


def proposals_of(consultation: Consultation, block: Provision | None) -> QuerySet[Proposal]:
    """The proposals that are shown under a block, newest first, with all that a line needs."""
    shown = Proposal.objects.filter(consultation=consultation, counts=True)
    if block is None:
        shown = shown.filter(provision=None)
    else:
        shown = shown.filter(Q(provision=block) | Q(provision__block=block))
    return with_all(shown).order_by("-pk")


def with_all(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals with everything that showing them asks for, in a constant number of queries."""
    return found.select_related(
        "opinion__organisation", "opinion__representation", "provision", "answer__unit", "file"
    ).prefetch_related("provision__parts")


def reading_order(consultation: Consultation) -> QuerySet[Provision]:
    return consultation.provisions.filter(block=None).order_by("position")


def _write(
    consultation: Consultation, provision: Provision | None, name: str, facts: dict[str, Any]
) -> None:
    """Render one piece in both languages and keep it in place of what was there."""
    rows = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            html = render_to_string(f"consultations/fragments/{name}.html", facts)
        rows.append(_row(consultation, provision, name, language, html))
    _keep(rows)


def _write_in_each_language(
    consultation: Consultation, name: str, facts: Callable[[], dict[str, Any]]
) -> None:
    """Render a piece about the whole whose facts themselves are words of a language."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            html = render_to_string(f"consultations/fragments/{name}.html", facts())
        _keep([_row(consultation, None, name, language, html)])


def _row(
    consultation: Consultation, provision: Provision | None, name: str, language: str, html: str
) -> Fragment:
    return Fragment(
        consultation=consultation, provision=provision, name=name, language=language, html=html
    )


def _keep(rows: list[Fragment]) -> None:
    Fragment.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["consultation", "provision", "name", "language"],
        update_fields=["html"],
    )
