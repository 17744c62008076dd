"""Tables as a workbook: XLSX and ODS, one sheet for each, with typed cells and real days.

Rows are taken one by one and the file is written to the disk, so that a hundred thousand rows need
no more memory than a hundred. A cell of text is of the type text, never a formula, and keeps its
signs; the columns of text have the mark by which a spreadsheet leaves them text when edited.
"""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

from rustpy_xlsxwriter import Format, write_worksheets

from prestizh.documents.layout import DAY, MOMENT, Sheet, Typed, laid_out
from prestizh.documents.ods import ods
from prestizh.documents.table import Table

__all__ = ["ods", "xlsx"]


def xlsx(sheets: Iterable[tuple[str, Table]]) -> IO[bytes]:
    """An open file without a name, at its beginning; whoever closes it removes it."""
    described = list(laid_out(sheets))
    with tempfile.TemporaryDirectory(prefix="sheets-") as folder:
        path = Path(folder) / "table.xlsx"
        write_worksheets(
            [(sheet.name, _records(sheet)) for sheet in described],
            path,
            freeze_panes={"general": {"row": 1, "col": 0}},
            bold_headers=True,
            column_widths={sheet.name: [*map(float, sheet.widths)] for sheet in described},
            column_formats={sheet.name: _formats(sheet) for sheet in described},
        )
        return path.open("rb")


def _records(sheet: Sheet) -> Iterator[dict[str, Typed]]:
    """The rows under their heads. The writer reads the heads from the first row, so that an empty
    table has a row without cells."""
    heads, found = sheet.heads, False
    for row in sheet.typed_rows():
        found = True
        yield dict(zip(heads, row, strict=True))
    if not found:
        yield dict.fromkeys(heads)


def _formats(sheet: Sheet) -> dict[str, Format]:
    made = {
        date: Format().set_num_format(DAY),
        datetime: Format().set_num_format(MOMENT),
        str: Format().set_quote_prefix(),
    }
    return {
        name: made[kind]
        for name, kind in zip(sheet.heads, sheet.types, strict=True)
        if kind in made
    }
