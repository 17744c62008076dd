"""The content of the closing report (справка по чл. 26, ал. 5 ЗНА), from which all its forms are made."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.models import (
    Capacity,
    Channel,
    ClosingReport,
    Consultation,
    Decision,
    Opinion,
    Proposal,
    ProposalKind,
    ShownAs,
)
from prestizh.documents.table import Table
from prestizh.terms import SOFIA

PLAIN_KINDS = frozenset({ProposalKind.QUESTION, ProposalKind.REMARK, ProposalKind.SUPPORT})


# Late ones that were turned down, and those that nobody confirmed.
NOT_COUNTED = (Opinion.Lateness.NOT_ADMITTED, Opinion.Lateness.LATE)


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal in the report. Codes stay codes; words are put in for the reader's language.

    `received` is the moment of receipt in Sofia, ISO 8601 to the second.
    """

    reference: str
    received: str
    channel: str
    capacity: str
    speaks_for: str
    verified: bool
    author: str
    late: bool
    provision: str
    anchor: str
    kind: str
    text: str
    reasons: str
    decision: str
    answer: str
    unit: str
    # Of an opinion of a body: its key and the decision it rests on.
    body: str = ""
    decided: str = ""

    @property
    def is_plain(self) -> bool:
        """A question, a remark, a support: its own words stand in `reasons`, it has no text."""
        return bool(self.reasons) and not self.text and self.kind in PLAIN_KINDS


@dataclass(frozen=True, slots=True)
class Totals:
    """How many opinions came and what became of them; proposals by decision."""

    opinions: int
    counted: int
    withdrawn: int
    set_aside: int
    late_not_admitted: int
    proposals: int
    decisions: dict[str, int]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An opinion that was received and is not decided on, and why.

    `why` is withdrawn, replaced, set_aside or late. `reason` is what was said when a late one was
    not admitted; the reason for which an unconfirmed one was set aside is not public.
    """

    reference: str
    received: str
    why: str
    reason: str


def shown_author(opinion: Opinion) -> str:
    """The author as they chose to be shown: name, initials, or nothing but the capacity."""
    return author_shown(opinion.spoken_by, opinion.speaks_for, opinion.shown_as, opinion.name)


def author_shown(spoken_by: str, speaks_for: str, shown_as: str, name: str) -> str:
    """The same of the facts of an opinion."""
    if spoken_by:
        return speaks_for
    if shown_as == ShownAs.NAME:
        return name
    if shown_as == ShownAs.INITIALS:
        return " ".join(f"{word[0].upper()}." for word in name.split())
    return ""


def shown_body(opinion: Opinion) -> str:
    """For whom the author speaks: the organisation, group or institution; a body is the author."""
    named = opinion.organisation.name if opinion.organisation else None
    return body_shown(opinion.spoken_by, named, opinion.speaks_for)


def body_shown(spoken_by: str, organisation: str | None, speaks_for: str) -> str:
    """The same of the facts of an opinion; `organisation` is the name of the one that it is tied to."""
    if spoken_by:
        return ""
    return speaks_for if organisation is None else organisation


def counted(consultation: Consultation) -> "QuerySet[Proposal]":
    """The proposals that are owed an answer, in the order of the text, then of arrival."""
    return (
        Proposal.objects.filter(consultation=consultation, counts=True)
        .select_related(
            "opinion__organisation", "opinion__representation", "provision", "answer__unit"
        )
        .order_by("provision__position", "pk")
    )


def line_of(proposal: Proposal) -> Line:
    """The report's line for one answered proposal."""
    opinion, provision = proposal.opinion, proposal.provision
    answer = getattr(proposal, "answer", None)
    received = opinion.received_at.astimezone(SOFIA)
    return Line(
        reference=proposal.reference,
        received=received.isoformat(timespec="seconds"),
        channel=opinion.channel,
        capacity=opinion.capacity,
        speaks_for=shown_body(opinion),
        verified=is_verified(opinion),
        author=shown_author(opinion),
        late=opinion.lateness != Opinion.Lateness.IN_TIME,
        provision=place_of(proposal),
        anchor=provision.anchor if provision else "",
        kind=proposal.kind,
        text=proposal.text,
        reasons=proposal.reasons,
        decision=answer.decision if answer else "",
        answer=answer.reasons if answer else "",
        unit=answer.unit.name_bg if answer and answer.unit else "",
        body=opinion.spoken_by,
        decided=opinion.decided,
    )


def is_verified(opinion: Opinion) -> bool:
    """Whether a clerk verified the organisation and who speaks for it (else непотвърдено)."""
    claim, body = opinion.representation, opinion.organisation
    return bool(claim and claim.verified_at and body and body.verified_at)


def place_of(proposal: Proposal) -> str:
    """The provision in the words of the law: `чл. 5, ал. 2`; empty for the draft as a whole."""
    return str(proposal.provision) if proposal.provision else ""


def totals(consultation: Consultation, lines: list[Line]) -> Totals:
    """The counts at the head of the report."""
    opinions = consultation.opinions.all()
    return Totals(
        opinions=opinions.count(),
        counted=opinions.filter(proposals__counts=True).distinct().count(),
        withdrawn=opinions.filter(withdrawn_at__isnull=False).count(),
        set_aside=opinions.filter(confirmation=Opinion.Confirmation.SET_ASIDE).count(),
        late_not_admitted=opinions.filter(lateness__in=NOT_COUNTED, withdrawn_at=None)
        .exclude(confirmation=Opinion.Confirmation.SET_ASIDE)
        .count(),
        proposals=len(lines),
        decisions=dict(Counter(line.decision for line in lines)),
    )


def in_order(decisions: dict[str, int]) -> list[tuple[str, int]]:
    """The counts of the decisions that were taken, from accepted to taken into account.

    A kept report has lost its order: PostgreSQL sorts the keys of a JSON object by length.
    """
    return [(code, decisions[code]) for code in Decision.values if code in decisions]


def left_out(consultation: Consultation) -> list[LeftOut]:
    """The opinions that count for nothing in the report but for having been received."""
    found = (
        consultation.opinions.exclude(proposals__counts=True)
        .prefetch_related("replacements")
        .order_by("pk")
    )
    return [
        LeftOut(
            reference=opinion.reference,
            received=opinion.received_at.astimezone(SOFIA).isoformat(timespec="seconds"),
            why=why,
            reason=opinion.lateness_reason if why == "late" else "",
        )
        for opinion in found
        if (why := _why_left_out(opinion))
    ]


def _why_left_out(opinion: Opinion) -> str:
    if opinion.withdrawn_at is not None:
        return "withdrawn"
    if opinion.confirmation == Opinion.Confirmation.SET_ASIDE:
        return "set_aside"
    if opinion.lateness in NOT_COUNTED:
        return "late"
    return "replaced" if opinion.is_replaced else ""


def content_of(consultation: Consultation) -> dict[str, Any]:
    """The whole report as plain data, kept in the row and never made anew."""
    lines = [line_of(proposal) for proposal in counted(consultation)]
    return {
        "format": 1,
        "totals": asdict(totals(consultation, lines)),
        "lines": [asdict(line) for line in lines],
        "left_out": [asdict(opinion) for opinion in left_out(consultation)],
    }


def lines_in(report: ClosingReport) -> list[Line]:
    """The lines as they were published."""
    return [Line(**line) for line in report.content["lines"]]


def left_out_in(report: ClosingReport) -> list[LeftOut]:
    """The opinions that are not decided on, as they were published."""
    return [LeftOut(**opinion) for opinion in report.content.get("left_out", [])]


def why_words(why: str) -> str:
    """Why an opinion is not decided on, in the active language."""
    return {
        "withdrawn": _("withdrawn by its author"),
        "replaced": _("replaced by its author with a later one"),
        "set_aside": _("set aside, because nobody confirmed it"),
        "late": _("received after the end of the term and not admitted"),
    }[why]


def table_of(report: ClosingReport, language: str) -> Table:
    """The report as a table with words in `language`, for CSV and JSON."""
    with override(language):
        columns = [
            _("No."),
            _("received on"),
            _("channel"),
            _("declared capacity"),
            _("speaks for"),
            _("author"),
            _("late"),
            _("provision"),
            _("kind"),
            _("proposed text"),
            _("reasons of the proposal"),
            _("decision"),
            _("reasons of the decision"),
            _("unit"),
        ]
        rows = [_row(line) for line in lines_in(report)]
    return Table(columns=columns, rows=rows)


def _row(line: Line) -> list[str]:
    return [
        line.reference,
        line.received,
        str(Channel(line.channel).label),
        str(Capacity(line.capacity).label),
        line.speaks_for,
        line.author,
        _("yes") if line.late else _("no"),
        line.provision or _("the whole draft"),
        str(ProposalKind(line.kind).label),
        line.text,
        line.reasons,
        str(Decision(line.decision).label),
        line.answer,
        line.unit,
    ]
