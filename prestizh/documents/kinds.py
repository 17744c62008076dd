"""The kinds of file that the portal takes, known by their content."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Sentence


class Kind(StrEnum):
    """A kind of file; the value is its extension."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    TXT = "txt"
    JPEG = "jpg"
    PNG = "png"


MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.TXT: "text/plain; charset=utf-8",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
EXTENSIONS = {
    **{kind.value: kind for kind in Kind},
    "jpeg": Kind.JPEG,
    "jpe": Kind.JPEG,
}

# Taken, and not worth a word.
RARE = frozenset({"jpe"})

ANY_DOCUMENT = frozenset(Kind)
# What can be read as the text of a draft.
TEXTS = frozenset({Kind.DOCX, Kind.TXT})
# A signed paper, or its scan.
SIGNED = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG})
ARCHIVES = frozenset({Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.ODS})
PICTURES = frozenset({Kind.JPEG, Kind.PNG})


def extensions(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """With which extensions files of these kinds come, as a form says it: `.pdf`, `.jpg`, `.jpeg`."""
    wanted = sorted(kinds, key=list(Kind).index)
    return tuple(
        f".{name}"
        for kind in wanted
        for name, known in EXTENSIONS.items()
        if known is kind and name not in RARE
    )


@dataclass(frozen=True, slots=True)
class Foreign:
    """How a file begins that is not taken, and the sentence that says what to do instead."""

    beginning: bytes
    sentence: Sentence


PROGRAM = _("This is a program, not a document. Attach the document itself.")
PAGE = _(
    "This is a web page or a drawing (HTML, XML, SVG), which can carry programs. Save it as PDF "
    "and attach that."
)
PACKED = _("This is a packed archive. Unpack it and attach the files one by one.")
OTHER_PICTURE = _("Pictures are taken as JPEG or PNG. Save the picture as one of these.")
OLD_OFFICE = _(
    "This is a file of an old office program (.doc, .xls, .ppt), or it has a password. Open it, "
    "choose “Save as” and take .docx, .xlsx or PDF, without a password."
)
FOREIGN = (
    Foreign(b"MZ", PROGRAM),
    Foreign(b"\x7fELF", PROGRAM),
    Foreign(b"#!", PROGRAM),
    Foreign(b"\xca\xfe\xba\xbe", PROGRAM),
    Foreign(b"\xcf\xfa\xed\xfe", PROGRAM),
    Foreign(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    Foreign(b"{\\rtf", OLD_OFFICE),
    Foreign(b"Rar!", PACKED),
    Foreign(b"7z\xbc\xaf\x27\x1c", PACKED),
    Foreign(b"\x1f\x8b", PACKED),
    Foreign(b"BZh", PACKED),
    Foreign(b"\xfd7zXZ\x00", PACKED),
    Foreign(b"GIF8", OTHER_PICTURE),
    Foreign(b"BM", OTHER_PICTURE),
    Foreign(b"II*\x00", OTHER_PICTURE),
    Foreign(b"MM\x00*", OTHER_PICTURE),
    Foreign(b"RIFF", OTHER_PICTURE),
)
# HEIC and AVIF, as telephones make them.
BOX = re.compile(rb"^.{4}ftyp", re.DOTALL)
MARKUP = re.compile(rb"^\s*<(!doctype|\?xml|html|svg|script|!--|head|body|iframe)", re.IGNORECASE)
OFFICE = re.compile(rb"^PK\x03\x04")


def foreign(content: bytes) -> Sentence | None:
    """The sentence for a file of a kind that is not taken, None for one that may be."""
    head = content[:1024].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = head[2:].replace(b"\0", b"")
    if MARKUP.match(head):
        return PAGE
    if BOX.match(head):
        return OTHER_PICTURE
    for known in FOREIGN:
        # „BM“ and „MZ“ may also begin a plain text: such a file has no zero bytes.
        if head.startswith(known.beginning) and (len(known.beginning) > 2 or b"\0" in content):
            return known.sentence
    return PROGRAM if head.startswith(b"#!") else None


def by_content(content: bytes) -> Kind | None:
    """The kind that the bytes show, an archive as DOCX for the time being; None if unknown."""
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if OFFICE.match(content):
        return Kind.DOCX
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    return Kind.TXT if decoded(content) is not None else None


def decoded(content: bytes) -> str | None:
    """The text of a plain text file in UTF-8, UTF-16 or Windows-1251; None if it is none."""
    encodings: tuple[str, ...] = ("utf-8-sig", "cp1251")
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(sign) < 32 and sign not in "\t\n\r\f\v" for sign in text):
            return text
    return None
