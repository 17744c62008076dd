"""Files for the tests, made from nothing: sound ones, and ones that must not come in."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import pikepdf
from PIL import Image

TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*paragraphs: str) -> bytes:
    """A .docx as Word's own library makes it."""
    document: Any = docx.Document()
    for paragraph in paragraphs or ("Чл. 1. Текст.",):
        document.add_paragraph(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, parts: dict[str, bytes | str | None]) -> bytes:
    """The same archive with parts put in, replaced, or (None) taken out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> str:
    """One part of an archive as text."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def listed(paragraphs: str, numbering: str, styles: str = "") -> bytes:
    """A .docx with paragraphs, lists and styles as XML."""
    base = word()
    types = part_of(base, TYPES)
    if "numbering+xml" not in types:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        override = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
        types = types.replace("</Types>", override)
    parts: dict[str, bytes | str | None] = {
        TYPES: types,
        DOCUMENT: f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return changed(base, parts)


def item(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list as XML."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def plain(text: str) -> str:
    """An ordinary paragraph as XML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(place: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list as XML."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbers(*levels: str, abstract: int = 0, number: int = 1, more: str = "") -> str:
    """An abstract list and the list that uses it, as XML."""
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
    )


def linked(kind: str) -> bytes:
    """A .docx with a relationship of this kind that leads out of the file."""
    base = word()
    name = "word/_rels/document.xml.rels"
    link = (
        f'<Relationship Id="rId99" Type="{R}/{kind}" Target="http://evil.example/x"'
        ' TargetMode="External"/></Relationships>'
    )
    return changed(base, {name: part_of(base, name).replace("</Relationships>", link)})


def portable(**root: Any) -> bytes:
    """A PDF of one page with these entries in its catalogue."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def locked() -> bytes:
    """A PDF with a password."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    return out.getvalue()


def photograph(form: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with EXIF that tells where and by whom it was taken."""
    picture = Image.new("RGB", size, "green")
    exif = Image.Exif()
    exif[0x013B] = "marker-of-a-person"
    exif[0x0112] = 6
    out = BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()
