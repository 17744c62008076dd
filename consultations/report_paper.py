"""The closing report as a Word file, for the council's papers and the registry."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.models import (
    Capacity,
    Channel,
    ClosingReport,
    Consultation,
    Decision,
    ProposalKind,
)
from consultations.report import Line, in_order, left_out_in, lines_in, why_words
from prestizh.documents.word import Report
from prestizh.places.models import Municipality
from prestizh.ui.dates import day_text, moment_text


def word_of(found: ClosingReport, municipality: Municipality, language: str) -> bytes:
    """The .docx in `language`: facts, totals, then each proposal with its decision."""
    with override(language):
        paper = Report(_("Closing report on the proposals received"), language=language)
        _head(paper, found, municipality)
        lines = lines_in(found)
        if not found.content["totals"]["opinions"]:
            paper.paragraph(_("No opinions or proposals were received within the term."))
        elif not lines:
            paper.paragraph(_("None of the opinions received is left to decide on."))
        else:
            paper.heading(_("The proposals and their answers"))
        for line in lines:
            _proposal(paper, line)
        _left_out(paper, found)
        _foot(paper, found)
        return paper.to_bytes()


def _head(paper: Report, found: ClosingReport, municipality: Municipality) -> None:
    consultation = found.consultation
    paper.paragraph(_("under чл. 26, ал. 5 of the Закон за нормативните актове"))
    paper.paragraph(consultation.title)
    if found.introduction:
        paper.paragraph(found.introduction)
    published_at, last_day = consultation.published_at, consultation.last_day
    totals = found.content["totals"]
    paper.facts(
        [
            (_("Municipality"), str(municipality)),
            (_("Drafter"), _drafter(consultation)),
            (_("Tabled by"), consultation.sponsor),
            (_("Published on"), day_text(published_at, "date") if published_at else ""),
            (_("Last day of the term"), day_text(last_day, "date") if last_day else ""),
            (_("Report published"), moment_text(found.published_at)),
            (_("Opinions received"), str(totals["opinions"])),
            (_("Proposals decided on"), str(totals["proposals"])),
        ]
    )
    if totals["decisions"]:
        paper.table(
            [_("Decision"), _("How many")],
            [
                [str(Decision(code).label), str(count)]
                for code, count in in_order(totals["decisions"])
            ],
            widths=(9, 4),
        )


def _left_out(paper: Report, found: ClosingReport) -> None:
    opinions = left_out_in(found)
    if opinions:
        paper.heading(_("Opinions received and not decided on"))
    for opinion in opinions:
        received = moment_text(datetime.fromisoformat(opinion.received))
        why = f"{received}: {why_words(opinion.why)}. {opinion.reason}".strip()
        paper.facts([(f"№ {opinion.reference}", why)])


def _proposal(paper: Report, line: Line) -> None:
    paper.heading(f"№ {line.reference} · {line.provision or _('the whole draft')}", 2)
    came = f"{moment_text(datetime.fromisoformat(line.received))}, {Channel(line.channel).label}"
    paper.facts(
        [
            (_("Author"), _author(line)),
            (_("Declared capacity"), str(Capacity(line.capacity).label)),
            (_("Received"), f"{came}, {_('late, admitted')}" if line.late else came),
            (_("Kind"), str(ProposalKind(line.kind).label)),
        ]
    )
    if line.decided:
        paper.facts([(_("Opinion of a body, by decision"), line.decided)])
    if line.text or line.is_plain:
        paper.quote(line.text or line.reasons)
    if line.reasons and not line.is_plain:
        paper.facts([(_("Reasons of the author"), "")])
        paper.quote(line.reasons)
    decision = str(Decision(line.decision).label)
    paper.facts([(_("Decision"), f"{decision} ({line.unit})" if line.unit else decision)])
    if line.answer:
        paper.paragraph(line.answer)


def _author(line: Line) -> str:
    """The author as they chose to be shown, for whom they speak, and whether that is confirmed."""
    who = ", ".join(filter(None, (line.author or capfirst(_("a citizen")), line.speaks_for)))
    unconfirmed = line.speaks_for and line.capacity == Capacity.ORGANISATION and not line.verified
    return f"{who} ({_('representation not confirmed')})" if unconfirmed else who


def _foot(paper: Report, found: ClosingReport) -> None:
    consultation = found.consultation
    paper.heading(_("In the public record"))
    paper.facts(
        [
            (_("Number in the record of this consultation"), str(found.record_number)),
            (_("Digest of the draft (SHA-256)"), consultation.text_digest),
            (_("Root of the record"), found.root),
        ]
    )
    paper.paragraph("")
    paper.facts([(_("Drafter"), f"………………………………………………\n{_drafter(consultation)}")])


def _drafter(consultation: Consultation) -> str:
    """Name and office of who drew the draft up."""
    kind = consultation.get_drafter_kind_display()
    return f"{consultation.drafter}, {kind}" if consultation.drafter else kind
