"""The frozen text of a draft and its digest."""

import hashlib
import json

from consultations.models import Consultation


def canonical_text(consultation: Consultation) -> str:
    """All that is published, as JSON with sorted keys: facts, reasons, provisions, files.

    Anybody can rebuild it from the open data of the page and compare its SHA-256.
    """
    provisions = [
        list(row)
        for row in consultation.provisions.order_by("position").values_list(
            "path", "label", "heading", "text"
        )
    ]
    files = [
        [title, sha256]
        for title, sha256 in consultation.attachments.filter(removed_at=None).values_list(
            "title", "document__sha256"
        )
    ]
    content = {
        "title": consultation.title,
        "kind": consultation.kind,
        "drafter": [consultation.drafter_kind, consultation.drafter],
        "sponsor": consultation.sponsor,
        "summary": consultation.summary,
        "reasons": [text for _name, text in consultation.reasons()],
        "short_term_reason": consultation.short_term_reason,
        "reasons_file": consultation.reasons_file.sha256 if consultation.reasons_file else "",
        "impact_file": consultation.impact_file.sha256 if consultation.impact_file else "",
        "provisions": provisions,
        "files": files,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
