"""The closing report as a Word file, for the council's papers and the registry."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.models import Capacity, ClosingReport, Decision, ProposalKind
from consultations.report import Line, lines_in
from prestizh.documents.word import Report
from prestizh.places.models import Municipality
from prestizh.ui.dates import day_text, moment_text


def word_of(found: ClosingReport, municipality: Municipality, language: str) -> bytes:
    """The .docx in `language`: facts, totals, then each proposal with its decision."""
    with override(language):
        paper = Report(_("Closing report"), language=language)
        _head(paper, found, municipality)
        lines = lines_in(found)
        if not lines:
            paper.paragraph(_("No opinions or proposals were received within the term."))
        for line in lines:
            _proposal(paper, line)
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
            (_("Drafter"), consultation.drafter or consultation.get_drafter_kind_display()),
            (_("Tabled by"), consultation.sponsor),
            (_("Published on"), day_text(published_at, "date") if published_at else ""),
            (_("Last day of the term"), day_text(last_day, "date") if last_day else ""),
            (_("Opinions received"), str(totals["opinions"])),
            (_("Proposals decided on"), str(totals["proposals"])),
        ]
    )
    if totals["decisions"]:
        paper.table(
            [_("Decision"), _("Proposals")],
            [
                [str(Decision(code).label), str(count)]
                for code, count in sorted(totals["decisions"].items())
            ],
            widths=(9, 4),
        )


def _proposal(paper: Report, line: Line) -> None:
    place = line.provision or _("the whole draft")
    paper.heading(f"№ {line.reference} · {place}", 2)
    who = line.author or _("a citizen")
    capacity = str(Capacity(line.capacity).label)
    facts = [
        (_("Received"), moment_text(datetime.fromisoformat(line.received))),
        (_("Author"), f"{who} ({line.speaks_for})" if line.speaks_for else who),
        (_("Declared capacity"), capacity),
        (_("Kind"), str(ProposalKind(line.kind).label)),
    ]
    paper.facts(facts)
    for words in (line.text, line.reasons):
        if words:
            paper.quote(words)
    paper.facts([(_("Decision"), str(Decision(line.decision).label))])
    if line.answer:
        paper.paragraph(line.answer)


def _foot(paper: Report, found: ClosingReport) -> None:
    paper.heading(_("Record"), 2)
    paper.facts(
        [
            (_("Published"), moment_text(found.published_at)),
            (_("Digest of the draft (SHA-256)"), found.consultation.text_digest),
            (_("Root of the record"), found.root),
        ]
    )
