"""The papers of minutes: which there are, and under which keys they are asked for.

The full ones are for those who work here and for the archive; the public ones are of a copy.
Minutes are written in Bulgarian, and so are their papers.
"""

from prestizh.documents.models import Rendition
from prestizh.documents.renditions import request_rendition
from prestizh.meetings.models import Minutes, MinutesVersion, PublishedCopy

LANGUAGE = "bg"
FULL = ("minutes_full.pdf", "minutes_full.docx")
PUBLIC = ("minutes.pdf", "minutes.docx")


def full_key(kind: str, minutes: Minutes, number: int) -> str:
    """The key of a full paper of one version."""
    return f"{kind}:{minutes.meeting.public_id}:{number}:{LANGUAGE}"


def public_key(kind: str, copy: PublishedCopy) -> str:
    """The key of a paper of one public copy."""
    return f"{kind}:{copy.minutes.meeting.public_id}:{copy.number}:{LANGUAGE}"


def request_full(minutes: Minutes, version: MinutesVersion) -> None:
    """Have the full papers of a version made."""
    for kind in FULL:
        request_rendition(
            kind, str(version.pk), LANGUAGE, key=full_key(kind, minutes, version.number)
        )


def request_public(copy: PublishedCopy) -> None:
    """Have the papers of a public copy made."""
    for kind in PUBLIC:
        request_rendition(kind, str(copy.pk), LANGUAGE, key=public_key(kind, copy))


def papers_of(copy: PublishedCopy) -> dict[str, Rendition]:
    """The papers of a public copy by their kind, made or not."""
    keys = {public_key(kind, copy): kind for kind in PUBLIC}
    rows = Rendition.objects.filter(key__in=keys).select_related("document")
    return {keys[row.key]: row for row in rows}


def full_paper(minutes: Minutes, kind: str) -> Rendition | None:
    """The full paper of the version that was signed last, if one was."""
    keys = [full_key(kind, minutes, number) for number in range(1, minutes.version + 1)]
    rows = Rendition.objects.filter(key__in=keys).select_related("document")
    return rows.order_by("-pk").first()
