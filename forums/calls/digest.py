"""What stands on the receipt of an application: the digest of all that was sent."""

import hashlib
import json

from forums.calls.models import Application

# What the applicant fills in; the acts take nothing else.
TYPED = ("candidate", "phone", "competence", "interest", "connections", "is_declared")


def canonical(application: Application) -> str:
    """What is sent, as JSON: what the digest on the receipt is made of. Files stand by digests."""
    papers = application.papers.filter(removed_at=None).select_related("document")
    content = [
        application.call.public_id,
        str(application.seat_id),
        application.organisation.eik if application.organisation else "",
        *(str(getattr(application, name)) for name in TYPED),
        application.mandate.sha256 if application.mandate else "",
        *sorted(paper.document.sha256 for paper in papers),
    ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def digest_of(application: Application) -> str:
    """SHA-256 of what is sent (UTF-8), 64 hexadecimal digits; on the receipt."""
    return hashlib.sha256(canonical(application).encode()).hexdigest()
