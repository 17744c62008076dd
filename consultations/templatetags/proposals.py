"""How a proposal is shown: its author, its place, its redline, the words for its codes."""

from datetime import datetime

from django import template
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from consultations import fragments, report, speaking
from consultations.models import (
    Capacity,
    Channel,
    Decision,
    Opinion,
    Proposal,
    ProposalKind,
    Provision,
)
from consultations.models.opinion import FILE_KINDS
from consultations.state import State
from consultations.state import state_of as computed_state
from prestizh.documents.keeping import LARGEST
from prestizh.documents.kinds import extensions
from prestizh.legaltext import Change, redline
from prestizh.ui.templatetags._forms import kinds_text, size_text

register = template.Library()

ENUMS: dict[str, type[models.TextChoices]] = {
    "decision": Decision,
    "kind": ProposalKind,
    "capacity": Capacity,
    "channel": Channel,
    "state": State,
}
TAGS = {Change.DELETED: "del", Change.INSERTED: "ins"}


def _label(enum: str, code: str) -> str:
    return str(ENUMS[enum](code).label) if code else ""


@register.filter
def decision_label(code: str) -> str:
    """The word for a decision."""
    return _label("decision", code)


@register.filter
def in_order(decisions: dict[str, int]) -> list[tuple[str, int]]:
    """The counts of the decisions, as pairs, from accepted to taken into account."""
    return report.in_order(decisions)


@register.filter
def kind_label(code: str) -> str:
    """The word for a kind of proposal."""
    return _label("kind", code)


@register.filter
def capacity_label(code: str) -> str:
    """The word for a declared capacity."""
    return _label("capacity", code)


@register.filter
def channel_label(code: str) -> str:
    """The word for the way on which an opinion came."""
    return _label("channel", code)


@register.filter
def author_shown(opinion: Opinion) -> str:
    """The author as they chose to be shown; empty for “a citizen”."""
    return report.shown_author(opinion)


@register.filter
def body_shown(opinion: Opinion) -> str:
    """For whom the author speaks."""
    return report.shown_body(opinion)


@register.filter
def body_page(key: str) -> str:
    """The page of a body whose opinion it is."""
    return speaking.page_of(key)


@register.filter
def unverified(opinion: Opinion) -> bool:
    """Whether it speaks for an organisation and no clerk verified that (непотвърдено)."""
    return opinion.capacity == Capacity.ORGANISATION and not report.is_verified(opinion)


@register.filter
def why_left_out(why: str) -> str:
    """Why an opinion is not decided on."""
    return report.why_words(why)


@register.inclusion_tag("consultations/file_field.html")
def file_field(anchor: str) -> dict[str, str]:
    """The field for a file of a proposal; what it takes is said where a form would say it."""
    accept = ",".join(extensions(FILE_KINDS))
    limit = f"{kinds_text(accept)} {size_text(LARGEST)}"
    return {"anchor": anchor, "accept": accept, "limit": limit}


@register.filter
def moment_of(text: str) -> datetime:
    """The instant in an ISO 8601 text."""
    return datetime.fromisoformat(text)


@register.filter
def cut_number(reference: str) -> str:
    """The № of the opinion in the № of one of its proposals."""
    return reference.partition("/")[0]


@register.simple_tag
def state_of(consultation: object, now: datetime) -> State:
    """The state of a consultation at `now`."""
    from consultations.models import Consultation

    assert isinstance(consultation, Consultation)  # noqa: S101 - a template's mistake
    return computed_state(consultation, now)


@register.simple_tag
def proposed(proposal: Proposal) -> SafeString:
    """The proposed text as a redline against the present one; plain where there is none."""
    provision = proposal.provision
    if provision is None or proposal.kind not in {ProposalKind.REWORD, ProposalKind.ADD}:
        return format_html("{}", proposal.text)
    known: SafeString | None = getattr(proposal, "shown_redline", None)
    if known is None:
        known = _compared(proposal, provision)
        # The same in every language: compared once for each time the row is read.
        proposal.shown_redline = known  # type: ignore[attr-defined]
    return known


def _compared(proposal: Proposal, provision: Provision) -> SafeString:
    present = _present(provision, proposal.text)
    segments = redline(present, proposal.text)
    kept = sum(len(segment.text) for segment in segments if segment.kind is Change.EQUAL)
    if proposal.kind == ProposalKind.ADD and kept * 2 < len(present):
        # Only what is to be added was written, not the article with it.
        return format_html("<ins>{}</ins>", proposal.text)
    return format_html_join("", "{}", ((_marked(s.kind, s.text),) for s in segments))


def _present(provision: Provision, proposed_text: str) -> str:
    """What a proposal is compared with: the alinea it begins with, if it does, else the article."""
    parts = list(provision.parts.all())
    beginning = proposed_text.lstrip()
    for number, part in enumerate(parts):
        if part.kind == "alinea" and beginning.startswith(part.label):
            rest = parts[number:]
            end = next((i for i, p in enumerate(rest[1:], 1) if p.depth <= part.depth), len(rest))
            several = any(p.kind == "alinea" and p.label in beginning for p in rest[end:])
            return "\n".join(fragments.plain_lines(rest if several else rest[:end]))
    return "\n".join(fragments.plain_lines([provision, *parts]))


def _marked(kind: Change, text: str) -> SafeString:
    tag = TAGS.get(kind)
    if tag == "del":
        return format_html("<del>{}</del>", text)
    return format_html("<ins>{}</ins>", text) if tag == "ins" else format_html("{}", text)
