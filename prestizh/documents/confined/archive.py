"""Looks into a ZIP-based document (.docx, .xlsx, .odt, .ods) for what must not come in."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from prestizh.documents.confined import Failure

MOST_PARTS = 2000
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
# Below this a high ratio harms nobody, and small files of repeated text do reach it.
SMALL = 1024 * 1024

MACROS = re.compile(
    r"(vbaproject|vbadata|/activex/|macrosheets/|^basic/|^scripts/|/attachedtoolbars)",
    re.IGNORECASE,
)
FOREIGN = re.compile(
    r"(oleobject.*\.bin$|^objectreplacements/|\.(exe|dll|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|lnk|msi"
    r"|scr|jar|html?|swf|docm|dotm|xlsm|xltm|xlam|pptm)$)",
    re.IGNORECASE,
)
EXTERNAL = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
ADDRESS_ONLY = ("/hyperlink",)
WORDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once its sizes are known to be bearable.

    Raises `Failure`: `broken`, `polyglot`, `encrypted`, `parts`, `unpacked`, `ratio`, `paths`.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise Failure("polyglot")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Failure("broken", str(error)) from error
    entries = archive.infolist()
    # The directory's end is the file's end: nothing is hidden behind it.
    if content.rfind(b"PK\x05\x06") + 22 + len(archive.comment) != len(content):
        raise Failure("polyglot")
    _measure(entries, len(content))
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(_strays(name) for name in names):
        raise Failure("paths")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Failure("encrypted")
    return archive


def _measure(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS:
        raise Failure("parts", str(len(entries)))
    if unpacked > MOST_UNPACKED:
        raise Failure("unpacked", str(unpacked))
    if unpacked > SMALL and unpacked > MOST_RATIO * packed:
        raise Failure("ratio", str(unpacked // packed))


def _strays(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes; a part that is larger than its directory says is `broken`."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise Failure("broken", str(error)) from error
    except Exception as error:
        # zlib.error, lzma errors: whatever the packing method raises about its own stream.
        raise Failure("broken", str(error)) from error


def work(payload: bytes) -> bytes:
    """The kind of document as ASCII: docx, xlsx, odt or ods.

    Raises `Failure` as `opened` does, and: `macros`, `foreign`, `external`, `doctype`, `unknown`.
    """
    archive = opened(payload)
    names = archive.namelist()
    if any(MACROS.search(name) for name in names):
        raise Failure("macros")
    if any(FOREIGN.search(name) for name in names):
        raise Failure("foreign")
    for name in names:
        _read_through(name, part(archive, name))
    return _kind(archive, names).encode()


def _read_through(name: str, content: bytes) -> None:
    """Refuse a part that defines entities, or that takes something from another address."""
    if name.lower().endswith((".xml", ".rels")):
        # Without NULs UTF-16 reads like ASCII. In well-formed text the words stand only where
        # they mean it: a "<" of the text itself is written as an entity.
        plain = content.replace(b"\0", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Failure("doctype", name)
    if name.lower().endswith(".rels") and EXTERNAL.search(content):
        for kind in _external_kinds(content):
            if not kind.endswith(ADDRESS_ONLY):
                raise Failure("external", kind)


def _external_kinds(content: bytes) -> Iterator[str]:
    """The types of the relationships that lead out of the file."""
    for element in tree(content):
        if element.get("TargetMode", "").lower() == "external":
            yield element.get("Type", "")


def tree(content: bytes) -> Any:
    """The root of an XML part, read without entities, definitions or a network."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Failure("broken", str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise Failure("doctype")
    return root


def _kind(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "[Content_Types].xml" in names:
        types = part(archive, "[Content_Types].xml").decode(errors="replace")
        if "macroEnabled" in types or "vbaProject" in types:
            raise Failure("macros")
        found = [kind for kind in ("docx", "xlsx") if WORDS[kind] in types]
    elif "mimetype" in names:
        mimetype = part(archive, "mimetype").decode(errors="replace").strip()
        found = [kind for kind in ("odt", "ods") if WORDS[kind] == mimetype]
    else:
        found = []
    if len(found) != 1:
        raise Failure("unknown")
    return found[0]
