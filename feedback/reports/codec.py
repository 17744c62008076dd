"""A report as plain JSON and back, and its digest."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from feedback.questionnaires.content import Words
from feedback.reports.content import (
    Cell,
    CellKind,
    Chapter,
    Chart,
    ChartKind,
    Column,
    Report,
    Row,
    Table,
    Value,
)


def write(report: Report) -> dict[str, Any]:
    """The report as JSON knows it: days are ISO 8601."""
    written: dict[str, Any] = json.loads(json.dumps(asdict(report), default=_plain))
    return written


def digest_of(written: dict[str, Any]) -> str:
    """SHA-256 of the written report in canonical JSON, 64 hexadecimal digits."""
    text = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read(written: dict[str, Any]) -> Report:
    """The report that `write` wrote."""
    first, last, made = (
        date.fromisoformat(written[name]) for name in ("first_day", "last_day", "made_on")
    )
    return Report(
        first_day=first,
        last_day=last,
        unit=Words(**written["unit"]),
        kind=written["kind"],
        kind_words=Words(**written["kind_words"]),
        municipality=Words(**written["municipality"]),
        made_on=made,
        chapters=tuple(_chapter(one) for one in written["chapters"]),
        format=written["format"],
    )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a report holds no {type(value).__name__}")


def _chapter(one: dict[str, Any]) -> Chapter:
    return Chapter(
        key=one["key"],
        title=Words(**one["title"]),
        paragraphs=tuple(Words(**words) for words in one["paragraphs"]),
        tables=tuple(_table(table) for table in one["tables"]),
    )


def _table(one: dict[str, Any]) -> Table:
    columns = tuple(
        Column(column["key"], Words(**column["head"]), CellKind(column["kind"]))
        for column in one["columns"]
    )
    return Table(
        key=one["key"],
        title=Words(**one["title"]),
        columns=columns,
        rows=tuple(_row(row, columns) for row in one["rows"]),
        note=Words(**one["note"]),
        charts=tuple(
            Chart(Words(**chart["title"]), chart["column"], ChartKind(chart["kind"]))
            for chart in one["charts"]
        ),
    )


def _row(one: dict[str, Any], columns: tuple[Column, ...]) -> Row:
    cells = zip(columns, one["cells"], strict=True)
    return Row(one["key"], tuple(_cell(cell, column.kind) for column, cell in cells))


def _cell(one: dict[str, Any], kind: CellKind) -> Cell:
    own = CellKind(one["kind"]) if one["kind"] else None
    given = one["value"]
    value = None if given is None else _READERS[own or kind](given)
    return Cell(value, one["rows"], one["is_hidden"], own)


def _number(given: Any) -> int | float:
    return float(given) if isinstance(given, float) else int(given)


_READERS: dict[CellKind, Callable[[Any], Value]] = {
    CellKind.WORDS: lambda given: Words(**given),
    CellKind.DAY: date.fromisoformat,
    CellKind.COUNT: _number,
    CellKind.SHARE: _number,
    CellKind.DAYS: _number,
    CellKind.FIGURE: _number,
}
