"""Minutes as a Word file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from prestizh.documents.word import Report
from prestizh.meetings.minutes.content import Content
from prestizh.meetings.minutes.shown import Item, Sheet, Vote, left_out_words, sheet_of
from prestizh.meetings.models import Signature, Signer
from prestizh.ui.dates import moment_text


def word_of(
    content: Content, signatures: Sequence[Signature], foot: Sequence[tuple[str, str]]
) -> bytes:
    """The .docx; `foot` holds what the public record says about it."""
    with override("bg"):
        sheet = sheet_of(content)
        paper = Report(_("Minutes"), language="bg")
        paper.paragraph(f"{sheet.host}\n{sheet.meeting}")
        paper.facts(sheet.facts)
        for sentence in left_out_words(sheet):
            paper.paragraph(sentence)
        _attendance(paper, sheet)
        if sheet.introduction:
            paper.paragraph(sheet.introduction)
        paper.heading(_("Agenda"))
        for item in sheet.items:
            paper.paragraph(f"{item.number}. {item.title}")
        for item in sheet.items:
            _item(paper, item)
        if sheet.closing:
            paper.heading(_("Close of the meeting"))
            paper.paragraph(sheet.closing)
        _signed(paper, sheet, signatures)
        paper.heading(_("In the public record"))
        paper.facts(foot)
        return paper.to_bytes()


def _attendance(paper: Report, sheet: Sheet) -> None:
    paper.heading(_("Attendance and quorum"))
    rows = [[person.name, person.speaks_for, person.note] for person in (*sheet.here, *sheet.away)]
    if rows:
        paper.table([_("Member"), _("On behalf of"), _("Attendance")], rows, widths=(5.5, 5.5, 5))
    for sentence in sheet.quorum:
        paper.paragraph(sentence)
    if sheet.guests:
        paper.facts([(_("Guests"), "; ".join(sheet.guests))])
    if sheet.unnamed_guests:
        paper.paragraph(unnamed(sheet.unnamed_guests))


def unnamed(count: int) -> str:
    """How many guests are not named."""
    sentence = ngettext(
        "%(count)d guest did not agree to be named.",
        "%(count)d guests did not agree to be named.",
        count,
    )
    return sentence % {"count": count}


def private_papers(count: int) -> str:
    """How many papers are for the members only."""
    sentence = ngettext(
        "%(count)d paper is for the members only.",
        "%(count)d papers are for the members only.",
        count,
    )
    return sentence % {"count": count}


def _item(paper: Report, item: Item) -> None:
    paper.heading(f"{item.number}. {item.title}", 2)
    if item.speaker:
        paper.facts([(_("Reported by"), item.speaker)])
    if item.text:
        paper.paragraph(item.text)
    if item.papers:
        paper.facts([(_("Papers"), "; ".join(item.papers))])
    if item.private_papers:
        paper.paragraph(private_papers(item.private_papers))
    if item.is_closed:
        paper.paragraph(_("This item was heard without the public."))
    for name, statement in item.conflicts:
        paper.facts([(_("Conflict of interest"), f"{name}. {statement}".strip())])
    if item.notes:
        paper.paragraph(item.notes)
    for vote in item.votes:
        _vote(paper, vote)
    for named, text in item.decisions:
        paper.heading(named, 3)
        paper.quote(text)
    for name, text in item.opinions:
        paper.facts([(_("Separate opinion"), name)])
        paper.quote(text)


def _vote(paper: Report, vote: Vote) -> None:
    paper.heading(_("Vote"), 3)
    if vote.text:
        paper.quote(vote.text)
    facts = [
        (_("How the vote was taken"), vote.method),
        (_("Votes"), vote.counts),
        (_("Result of the vote"), vote.result),
        (_("Majority by the rules"), vote.rule),
    ]
    paper.facts([(label, value) for label, value in facts if value])
    if vote.ballots:
        paper.table([_("Member"), _("Vote of the member")], vote.ballots, widths=(9, 7))


def _signed(paper: Report, sheet: Sheet, signatures: Sequence[Signature]) -> None:
    paper.heading(_("Signatures"))
    paper.facts(signed_lines(sheet, signatures))


def signed_lines(sheet: Sheet, signatures: Sequence[Signature]) -> list[tuple[str, str]]:
    """Who signed, when and how; a line of dots for who has not."""
    by_signer = {Signer(one.signer): one for one in signatures}
    names = {Signer.MINUTE_TAKER: sheet.minute_taker, Signer.CHAIR: sheet.chaired_by}
    labels = {Signer.MINUTE_TAKER: _("Minutes taken by"), Signer.CHAIR: _("Chaired by")}
    lines = []
    for signer, name in names.items():
        signed = by_signer.get(signer)
        how = "………………………………"
        if signed is not None:
            way = _("signed on paper") if signed.paper_id else _("signed with their account")
            how = f"{way}, {moment_text(signed.at, 'minute')}"
        lines.append((labels[signer], f"{name} – {how}"))
    return lines
