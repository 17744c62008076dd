"""Word files (.docx) with real headings, repeated heads of tables, page numbers and a language."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from django.utils import translation
from django.utils.translation import gettext as _
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from prestizh.refusal import Sentence

# A font of every office program, with Cyrillic; which glyphs it uses follows the language.
FONT = "Arial"
INK = RGBColor(0x1B, 0x24, 0x20)
LANGUAGES = {"bg": "bg-BG", "en": "en-GB"}
# What XML 1.0 can't hold; the line feed and the tabulator become breaks of their own.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean(text: Sentence) -> str:
    """`text` without what a Word file can't hold."""
    return UNWRITABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


class Report:
    """A Word document that is written from top to bottom. `language` is `bg` or `en`."""

    def __init__(self, title: Sentence, *, language: str) -> None:
        self.language = LANGUAGES[language]
        self.document: Any = docx.Document()
        with translation.override(language):
            self.title = clean(title)
            self._set_properties()
            self._set_page()
            self._set_styles()
            self._set_footer()
            self.document.add_heading(self.title, 0)

    def heading(self, text: Sentence, level: int = 1) -> None:
        """A heading of level 1 to 4."""
        self.document.add_heading(clean(text), level)

    def paragraph(self, text: Sentence, *, style: str | None = None) -> None:
        """A paragraph; line breaks in `text` stay."""
        self.document.add_paragraph(clean(text), style)

    def quote(self, text: Sentence) -> None:
        """Somebody's own words, set off from the text around them."""
        self.document.add_paragraph(clean(text), "Quote")

    def bullets(self, items: Iterable[Sentence]) -> None:
        """A list with bullets."""
        for item in items:
            self.document.add_paragraph(clean(item), "List Bullet")

    def facts(self, pairs: Iterable[tuple[Sentence, Sentence]]) -> None:
        """Lines of „name: value“ with the name in bold."""
        for name, value in pairs:
            line = self.document.add_paragraph()
            line.paragraph_format.space_after = Pt(2)
            line.add_run(f"{clean(name)}: ").bold = True
            line.add_run(clean(value))

    def table(
        self,
        heads: Sequence[Sentence],
        rows: Iterable[Sequence[Sentence]],
        *,
        widths: Sequence[float] = (),
    ) -> None:
        """A table whose head is repeated on every page; `widths` in centimetres."""
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = not widths
        _mark(table.rows[0], "w:tblHeader")
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(clean(head)).bold = True
        for row in rows:
            added = table.add_row()
            _mark(added, "w:cantSplit")
            for cell, value in zip(added.cells, row, strict=True):
                cell.text = clean(value)
        for row in table.rows if widths else ():
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        self.document.add_paragraph()

    def page_break(self) -> None:
        self.document.add_page_break()

    def to_bytes(self) -> bytes:
        """The .docx."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _set_properties(self) -> None:
        properties = self.document.core_properties
        properties.title = self.title[:255]
        properties.language = self.language
        # The library's own marks; a person's name has no place here.
        properties.author = properties.last_modified_by = properties.comments = ""

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2)

    def _set_styles(self) -> None:
        sizes = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11}
        for name, size in sizes.items():
            style = self.document.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = INK
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), FONT)
        quote = self.document.styles["Quote"].paragraph_format
        quote.left_indent = Cm(0.8)
        self._set_language()

    def _set_language(self) -> None:
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        look = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
        language = look.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            look.append(language)
        for script in ("val", "eastAsia"):
            language.set(qn(f"w:{script}"), self.language)

    def _set_footer(self) -> None:
        """„стр. 3 от 12“ with numbers that Word counts."""
        line = self.document.sections[0].footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        pattern = _("page %(number)s of %(total)s") % {
            "number": "\0PAGE\0",
            "total": "\0NUMPAGES\0",
        }
        for piece in pattern.split("\0"):
            if piece in {"PAGE", "NUMPAGES"}:
                _add_field(line, piece)
            elif piece:
                line.add_run(piece)


def _mark(row: Any, name: str) -> None:
    """Set an on-off property of a row of a table."""
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _add_field(line: Any, instruction: str) -> None:
    """A field that Word fills in; `1` stands there until it does."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)
