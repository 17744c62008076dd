"""Tables as an OpenDocument spreadsheet, written row by row into a ZIP."""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from prestizh.documents.layout import Sheet, Typed, laid_out
from prestizh.documents.table import Table

ODS = "application/vnd.oasis.opendocument.spreadsheet"
# Rows that are joined before they are compressed.
ROWS_AT_ONCE = 200
# How hard the text is pressed: a third of the time of the usual level, a tenth more bytes.
LEVEL = 1
# What a reader of XML would join or drop, and what no XML may hold.
BLANKS = re.compile(r"^ +| +$|(?<= ) +|\t+", re.M)
MILLIMETRES_PER_SIGN = 2.1
SPACES = ("office", "table", "text", "style", "number", "fo")
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
FURTHER = {"number": "datastyle", "fo": "xsl-fo-compatible"}
XMLNS = " ".join(f'xmlns:{name}="{NAMESPACE.format(FURTHER.get(name, name))}"' for name in SPACES)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

MANIFEST = f"""{HEAD}<manifest:manifest xmlns:manifest="{NAMESPACE.format("manifest")}" \
manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" \
manifest:media-type="{ODS}"/><manifest:file-entry manifest:full-path="content.xml" \
manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="settings.xml" \
manifest:media-type="text/xml"/></manifest:manifest>"""

CELL_STYLES = """<number:date-style style:name="N1"><number:day number:style="long"/>\
<number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text>\
<number:year number:style="long"/></number:date-style>\
<number:date-style style:name="N2"><number:day number:style="long"/><number:text>.</number:text>\
<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>\
<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>\
<number:minutes number:style="long"/></number:date-style>\
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>\
<style:style style:name="moment" style:family="table-cell" style:data-style-name="N2"/>\
<number:text-style style:name="N3"><number:text-content/></number:text-style>\
<style:style style:name="words" style:family="table-cell" style:data-style-name="N3"/>\
<style:style style:name="head" style:family="table-cell">\
<style:text-properties fo:font-weight="bold"/></style:style>"""


def ods(sheets: Iterable[tuple[str, Table]]) -> IO[bytes]:
    """An open file without a name, at its beginning; whoever closes it removes it."""
    described = list(laid_out(sheets))
    out = tempfile.TemporaryFile(prefix="sheets-")  # noqa: SIM115  the caller reads and closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        # First and uncompressed, so that the kind can be told from the first bytes.
        package.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr("settings.xml", settings_of(described))
        with package.open("content.xml", "w", force_zip64=True) as content:
            for piece in content_of(described):
                content.write(piece.encode("utf-8", "replace"))
    out.seek(0)
    return out


def content_of(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The body of the document in pieces."""
    sheets = list(sheets)
    widths = sorted({width for sheet in sheets for width in sheet.widths})
    yield f'{HEAD}<office:document-content {XMLNS} office:version="1.3"><office:automatic-styles>'
    for width in widths:
        yield (
            f'<style:style style:name="w{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * MILLIMETRES_PER_SIGN:.1f}mm"/>'
            "</style:style>"
        )
    yield f"{CELL_STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
    for sheet in sheets:
        yield from _table(sheet)
    yield "</office:spreadsheet></office:body></office:document-content>"


def settings_of(sheets: Iterable[Sheet]) -> str:
    """The row of heads stays where it is while the others scroll."""
    items = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>"
        '<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>'
        '<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>'
        '<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>'
        '<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>'
        "</config:config-item-map-entry>"
        for sheet in sheets
    )
    return (
        f'{HEAD}<office:document-settings xmlns:office="{NAMESPACE.format("office")}" '
        f'xmlns:config="{NAMESPACE.format("config")}" '
        'xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{items}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for width, kind in zip(sheet.widths, sheet.types, strict=True):
        # Words stay words when somebody edits them, also those that begin as a formula does.
        words = ' table:default-cell-style-name="words"' if kind is str else ""
        yield f'<table:table-column table:style-name="w{width}"{words}/>'
    heads = "".join(_text(name, ' table:style-name="head"') for name in sheet.heads)
    yield (
        "<table:table-header-rows><table:table-row>"
        f"{heads}</table:table-row></table:table-header-rows>"
    )
    rows: list[str] = []
    for row in sheet.typed_rows():
        cells = "".join([_text(one) if type(one) is str else _cell(one) for one in row])
        rows.append(f"<table:table-row>{cells}</table:table-row>")
        if len(rows) == ROWS_AT_ONCE:
            yield "".join(rows)
            rows.clear()
    yield "".join(rows)
    yield "</table:table>"


def _cell(cell: Typed) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case bool():
            said = str(cell).lower()
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{said}"/>'
        case int() | float():
            return (
                f'<table:table-cell office:value-type="float" office:value="{cell!r}">'
                f"<text:p>{cell!r}</text:p></table:table-cell>"
            )
        case datetime():
            return _day("moment", cell.isoformat(timespec="seconds"), f"{cell:%d.%m.%Y %H:%M}")
        case date():
            return _day("day", cell.isoformat(), f"{cell:%d.%m.%Y}")
    return _text(cell)


def _day(style: str, value: str, shown: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="date" '
        f'office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    )


def _text(text: str, style: str = "") -> str:
    """A cell of text: each line a paragraph, blanks as they were."""
    words = escape(text)
    if not text.isprintable() or "  " in words or words[:1] == " " or words[-1:] == " ":
        words = BLANKS.sub(_blanks, words).replace("\n", "</text:p><text:p>")
    return (
        f'<table:table-cell{style} office:value-type="string"><text:p>{words}</text:p>'
        "</table:table-cell>"
    )


def _blanks(found: re.Match[str]) -> str:
    if found[0][0] == "\t":
        return "<text:tab/>" * len(found[0])
    return f'<text:s text:c="{len(found[0])}"/>'
