"""Drawing up an edition of the protocol: frozen, recorded, and its papers asked for."""

from forums.calls.models import Call, SelectionProtocol
from forums.calls.protocol.content import Content, content_of, digest_of, shown_of
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.ledger.record import record

# Protocols are Bulgarian, whatever language the reader has.
LANGUAGE = "bg"
PUBLIC = "selection_protocol"
FULL = "selection_protocol_full"
EXTENSIONS = ("pdf", "docx")


def draw_up(call: Call, *, actor: User, supplement: Content | None = None) -> SelectionProtocol:
    """The next edition, as things stand; the caller has locked the call and moved it.

    It keeps the supplements of the edition before it, and adds the one that is given.
    """
    last = call.protocols.first()
    number = last.number + 1 if last else 1
    supplements = list(last.content.get("supplements", [])) if last else []
    if supplement is not None:
        supplements.append({"edition": number, **supplement})
    content = content_of(call, number=number, supplements=supplements)
    shown = shown_of(content)
    digest, shown_digest = digest_of(content), digest_of(shown)
    entry = record(
        call.body.subject,
        "call.protocol_drawn_up",
        actor=actor,
        public={
            "call": call.public_id,
            "edition": str(number),
            "sha256": shown_digest,
            "sha256_full": digest,
        },
    )
    made: SelectionProtocol = SelectionProtocol.objects.create(
        call=call,
        number=number,
        content=content,
        digest=digest,
        shown=shown,
        shown_digest=shown_digest,
        record_number=entry.number,
        by=actor,
        at=clock.now(),
    )
    _ask_for_papers(made)
    return made


def _ask_for_papers(made: SelectionProtocol) -> None:
    for kind in (PUBLIC, FULL):
        for extension in EXTENSIONS:
            key = _key(kind, extension, made)
            request_rendition(f"{kind}.{extension}", str(made.pk), LANGUAGE, key=key)


def paper_of(protocol: SelectionProtocol | None, kind: str, extension: str) -> Rendition | None:
    """The paper of an edition, made or not; None where there is none of that kind."""
    if protocol is None or extension not in EXTENSIONS:
        return None
    rows = Rendition.objects.select_related("document")
    return rows.filter(key=_key(kind, extension, protocol)).first()


def _key(kind: str, extension: str, protocol: SelectionProtocol) -> str:
    return f"{kind}.{extension}:{protocol.pk}:{LANGUAGE}"
