"""A consultation as open data: what is public, and nothing else."""

from typing import Any

from consultations import report
from consultations.freezing import canonical_text
from consultations.models import Consultation, Origin, Proposal
from prestizh.outbox.links import absolute


def describe(consultation: Consultation) -> dict[str, Any]:
    """Facts, the frozen text with its digest, and the proposals that count, as plain data."""
    described: dict[str, Any] = {
        "format": 1,
        "id": consultation.public_id,
        "address": absolute(consultation.get_absolute_url()),
        "title": consultation.title,
        "kind": consultation.kind,
        "stage": consultation.stage,
        "summary": consultation.summary,
        "planned_on": consultation.planned_on,
        "published_at": consultation.published_at,
        "last_day": consultation.last_day,
        "closes_at": consultation.closes_at,
        "proposals": consultation.proposal_count,
    }
    for origin in Origin.objects.filter(consultation=consultation):
        described["prepared_by"] = {"name": origin.name, "address": absolute(origin.path)}
    if consultation.published_at is None:
        return described
    described["text"] = canonical_text(consultation)
    described["text_sha256"] = consultation.text_digest
    described["items"] = [
        _item(proposal, answers_shown=consultation.answers_are_public)
        for proposal in report.counted(consultation)
    ]
    return described


def _item(proposal: Proposal, *, answers_shown: bool) -> dict[str, Any]:
    line = report.line_of(proposal)
    item = {
        "reference": line.reference,
        "received": line.received,
        "capacity": line.capacity,
        "speaks_for": line.speaks_for,
        "verified": line.verified,
        "author": line.author,
        "provision": proposal.provision.path if proposal.provision else None,
        "kind": line.kind,
        "text": line.text,
        "reasons": line.reasons,
    }
    if answers_shown:
        item |= {"decision": line.decision, "answer": line.answer, "unit": line.unit}
    return item
