"""What a file must be to come in, and how it is kept.

`examine` is slow (a process of its own looks into the file), so it belongs into a form, outside
any transaction; `DocumentField` does that. `keep` then only writes rows.
"""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils.translation import gettext as _

from prestizh.accounts.models import User
from prestizh.documents import names, sandbox
from prestizh.documents.confined import Failure
from prestizh.documents.kinds import (
    ANY_DOCUMENT,
    ARCHIVES,
    EXTENSIONS,
    MEDIA_TYPES,
    PICTURES,
    Kind,
    by_content,
    decoded,
    foreign,
)
from prestizh.documents.models import Document
from prestizh.documents.storage import store
from prestizh.ledger import clock
from prestizh.refusal import Refused, Sentence

if TYPE_CHECKING:
    Upload: TypeAlias = UploadedFile[Any]
else:
    Upload = UploadedFile

LARGEST = 20 * 1024 * 1024
MEGABYTE = 1024 * 1024
CONFINED = "prestizh.documents.confined"
SECONDS = 20
# Within a transaction the connection may idle for ten seconds at most, on a busy machine, too.
SECONDS_IN_TRANSACTION = 2


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was looked into and may come in: its tidied name, its kind, its bytes.

    A picture's bytes are those of the fresh one, painted from its pixels.
    """

    name: str
    kind: Kind
    content: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


def examine(
    upload: Upload | bytes, *, name: str, kinds: frozenset[Kind] = ANY_DOCUMENT
) -> Examined:
    """Look into a file. Raises `Refused` with the sentence that says how to mend it."""
    content = _content(upload)
    if names.pretends(name):
        raise Refused(
            _(
                "The name of the file has an extension of a program or a web page. Rename the "
                "file so that it has one extension, its own: for example “document.pdf”."
            )
        )
    name = names.tidied(name)
    kind = _kind(content, name)
    if kind in ARCHIVES:
        kind = Kind(confined("archive", content).decode())
    _refuse_unless_among(kind, kinds)
    _refuse_other_name(kind, name)
    if kind is Kind.PDF:
        _refuse_polyglot(content)
        confined("portable", content)
    elif kind in PICTURES:
        content = confined("picture", content)
    elif kind is Kind.TXT:
        content = (decoded(content) or "").encode()
    return Examined(name, kind, content)


def keep(
    upload: Upload | bytes | Examined,
    *,
    name: str = "",
    actor: User | None,
    kinds: frozenset[Kind] = ANY_DOCUMENT,
) -> Document:
    """Keep a file as a `Document` that is not public yet; `actor` is None for a guest.

    Give it what `examine` or `DocumentField` gave. It also takes bytes and examines them itself,
    which is meant for what the portal made, not for a request's file within a transaction.
    Raises `Refused`.
    """
    if not isinstance(upload, Examined):
        given = name or getattr(upload, "name", None) or "file"
        upload = examine(upload, name=given, kinds=kinds)
    return keep_made(
        upload.content, name=upload.name, media_type=MEDIA_TYPES[upload.kind], actor=actor
    )


def keep_made(content: bytes, *, name: str, media_type: str, actor: User | None) -> Document:
    """Keep bytes that the portal made itself, or has examined."""
    stored_as, digest = store(content)
    return Document.objects.create(
        name=names.tidied(name),
        media_type=media_type,
        size=len(content),
        sha256=digest,
        stored_as=stored_as,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )


def publish(document: Document, at: datetime) -> None:
    """Everybody may read the file from `at` on; what was public earlier stays so."""
    if document.public_since is None or at < document.public_since:
        document.public_since = at
        document.save(update_fields=["public_since"])


def hide(document: Document) -> None:
    """Only who gave the file and the staff may read it from now on."""
    document.public_since = None
    document.save(update_fields=["public_since"])


def lock_away(document: Document) -> None:
    """Nobody gets the file by its own address, not even staff: who keeps it has a view that asks."""
    document.locked_away, document.public_since = True, None
    document.save(update_fields=["locked_away", "public_since"])


def _content(upload: Upload | bytes) -> bytes:
    size = (len(upload) if isinstance(upload, bytes) else upload.size) or 0
    if size > LARGEST:
        raise Refused(
            _(
                "The file has %(size)s MB; at most %(largest)s MB are taken. Divide it, or make "
                "its pictures smaller (in Word: “Compress Pictures”), and attach it again."
            )
            % {"size": -(-size // MEGABYTE), "largest": LARGEST // MEGABYTE}
        )
    if size == 0:
        raise Refused(_("The file is empty. Look whether it was saved, and attach it again."))
    if isinstance(upload, bytes):
        return upload
    upload.seek(0)
    return bytes(upload.read())


def _kind(content: bytes, name: str) -> Kind:
    sentence = foreign(content)
    if sentence is not None:
        raise Refused(sentence)
    kind = by_content(content)
    if kind is None:
        raise Refused(
            _(
                "The portal does not know this kind of file. Take PDF, .docx, .xlsx, .odt, .ods, "
                ".txt, JPEG or PNG."
            )
        )
    if kind is Kind.TXT and names.extension_of(name) not in {"txt", ""}:
        # A damaged file of another kind, or a page or program in the clothes of one.
        _refuse_other_name(kind, name)
    return kind


def _refuse_unless_among(kind: Kind, kinds: frozenset[Kind]) -> None:
    if kind not in kinds:
        raise Refused(
            _("Here only these kinds of file are taken: %(kinds)s. This one is .%(kind)s.")
            % {"kinds": ", ".join(f".{known}" for known in sorted(kinds)), "kind": kind}
        )


def _refuse_other_name(kind: Kind, name: str) -> None:
    extension = names.extension_of(name)
    if EXTENSIONS.get(extension) is not kind:
        raise Refused(
            _(
                "By its content the file is .%(kind)s, by its name it is “%(name)s”. Rename it so "
                "that it ends in .%(kind)s, or save it again from the program that made it."
            )
            % {"kind": kind, "name": name}
        )


def _refuse_polyglot(content: bytes) -> None:
    """A PDF that is an archive, too, or goes on after its end with something else."""
    tail = content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else content
    if zipfile.is_zipfile(BytesIO(content)) or len(tail) > 1024 or tail.strip(b"\0\r\n\t ") != b"":
        raise Refused(_sentences()["polyglot"])


def confined(module: str, content: bytes) -> bytes:
    """What the sandbox makes of `content`; its reasons become `Refused` with their sentences."""
    seconds = SECONDS_IN_TRANSACTION if connection.in_atomic_block else SECONDS
    try:
        return sandbox.run(f"{CONFINED}.{module}", content, seconds=seconds, megabytes=768)
    except Failure as failure:
        sentences = _sentences()
        raise Refused(sentences.get(failure.code, sentences["crash"])) from failure


def _sentences() -> dict[str, Sentence]:
    """For each reason of the sandbox how to mend it."""
    return {
        "macros": _(
            "The file carries macros or programs. Save it without them (in Word as .docx, "
            "otherwise by printing to PDF) and attach that."
        ),
        "foreign": _(
            "Other files or objects are embedded in the file. Take them out and attach them one "
            "by one, or print the file to PDF."
        ),
        "external": _(
            "The file takes pictures or a template from another address. Embed them (in Word: "
            "“Edit Links to Files”, “Break Link”) and save it again."
        ),
        "encrypted": _("The file has a password. Save it without one and attach it again."),
        "polyglot": _(
            "Something else is hidden before or behind the document. Open the file, save it under "
            "a new name and attach that."
        ),
        "parts": _("The file has more than 2,000 parts. Print it to PDF and attach that."),
        "unpacked": _(
            "Unpacked the file is larger than 50 MB. Make its pictures smaller, or divide it."
        ),
        "ratio": _(
            "The file is packed more than a hundred times over, as harmful files are. Print it to "
            "PDF and attach that."
        ),
        "paths": _("The file is not built as its kind should be. Save it anew and attach that."),
        "doctype": _("The file is not built as its kind should be. Save it anew and attach that."),
        "unknown": _(
            "This is a packed archive or an unknown kind of file. Take PDF, .docx, .xlsx, .odt, "
            ".ods, .txt, JPEG or PNG."
        ),
        "broken": _(
            "The file is damaged and can't be opened. Open it in the program that made it, save "
            "it anew and attach that."
        ),
        "pixels": _(
            "The picture has more than 40 million pixels. Make it smaller, or scan with 300 dots "
            "per inch or fewer."
        ),
        "long": _("The text is longer than 5 million characters. Divide it."),
        "time": _("Looking into the file took too long. Save it anew, or print it to PDF."),
        "memory": _("Looking into the file took too much memory. Print it to PDF, or divide it."),
        "crash": _(
            "The file could not be looked into. Open it in the program that made it, save it anew "
            "and attach that, or print it to PDF."
        ),
    }
