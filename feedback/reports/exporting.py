"""The same content as tables for programs: CSV in a ZIP, JSON, and sheets."""

import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Report
from feedback.reports.content import Table as ReportTable
from feedback.reports.models import Edition
from feedback.reports.showing import said_now
from prestizh.documents.table import Cell as SheetCell
from prestizh.documents.table import Column, Table

# Of what is in the archive; the digest is that of the content, so bytes need not differ.
LONG_AGO = (2000, 1, 1, 0, 0, 0)


def tables_of(report: Report) -> Iterator[tuple[str, Table]]:
    """Every table with typed cells, in the active language, under a title that tells it from others."""
    for chapter in report.chapters:
        for table in chapter.tables:
            columns = [Column(one.key, said_now(one.head)) for one in table.columns]
            rows = [[_cell(cell) for cell in row.cells] for row in table.rows]
            yield title_of(chapter, table), Table(columns, rows)


def title_of(chapter: Chapter, table: ReportTable) -> str:
    """Each chapter has its main figures: they are called as the chapter is."""
    return said_now(chapter.title if table is chapter.figures() else table.title)


def _cell(cell: Cell) -> SheetCell:
    if cell.is_hidden:
        return _("not told")
    return said_now(cell.value) if isinstance(cell.value, Words) else cell.value


def as_json(edition: Edition) -> bytes:
    """The content exactly as its digest was counted, beside that digest."""
    body = {"sha256": edition.digest, "edition": edition.number, "content": edition.content}
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def as_zip(report: Report, edition: Edition) -> bytes:
    """A CSV for each table, a file that says what they are, a data dictionary."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_entry("README.txt"), readme(report, edition))
        archive.writestr(_entry("dictionary.csv"), dictionary(report).to_csv())
        for table, (_title, plain) in zip(report.tables(), tables_of(report), strict=True):
            archive.writestr(_entry(f"{table.key}.csv"), plain.to_csv())
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    return entry


def readme(report: Report, edition: Edition) -> str:
    """What the archive holds, in the active language."""
    lines = [
        said_now(report.municipality),
        _("Participation report from %(first)s to %(last)s")
        % {"first": report.first_day.isoformat(), "last": report.last_day.isoformat()},
        f"{_('Procedures')}: {said_now(report.kind_words)}",
        f"{_('Unit in charge')}: {said_now(report.unit) or _('all units')}",
        f"{_('Edition')}: {edition.number}",
        f"SHA-256: {edition.digest}",
        "",
        _("Each table is a CSV file in UTF-8. Days are ISO 8601, shares are percent."),
        _("“not told” stands where fewer than five people could be known by the number."),
        _("dictionary.csv says of each column what it holds."),
        "",
    ]
    lines += [
        f"{table.key}.csv  {title_of(chapter, table)}"
        for chapter in report.chapters
        for table in chapter.tables
    ]
    lines += ["", *_method(report)]
    return "\r\n".join(lines) + "\r\n"


def _method(report: Report) -> list[str]:
    chapter = report.chapter("method")
    return [f"- {said_now(words)}" for words in chapter.paragraphs] if chapter else []


def dictionary(report: Report) -> Table:
    """Of each column of each table: what it is and what kind of value it holds."""
    columns = [
        Column("table", _("Table")),
        Column("column", _("Column")),
        Column("head", _("Head")),
        Column("kind", _("Kind of value")),
    ]
    rows = [
        [table.key, column.key, said_now(column.head), kind_words(column.kind)]
        for table in report.tables()
        for column in table.columns
    ]
    return Table(columns, rows)


def kind_words(kind: CellKind) -> str:
    """What a cell of this kind holds."""
    return {
        CellKind.WORDS: _("text"),
        CellKind.COUNT: _("whole number"),
        CellKind.SHARE: _("percent, one decimal"),
        CellKind.DAYS: _("number of days"),
        CellKind.DAY: _("day, ISO 8601"),
        CellKind.FIGURE: _("number; what of, the row says"),
    }[kind]
