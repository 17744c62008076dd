"""Published results as tables: one content for CSV, XLSX and JSON, with a dictionary of the data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from feedback.results.content import Results, Weighted, read
from feedback.results.figures import Figure
from feedback.results.models import Publication
from feedback.results.words import CRITERIA, said, service_names
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

Row = tuple[Cell, ...]


def columns() -> tuple[Column, ...]:
    """One row for each published number."""
    return (
        Column("table", _("Table")),
        Column("key", _("Key of the question or figure")),
        Column("words", _("What was asked or is measured")),
        Column("answer", _("Answer or segment")),
        Column("n", _("How many answered (n)")),
        Column("count", _("How many said so")),
        Column("value", _("Value")),
        Column("low", _("Interval from")),
        Column("high", _("Interval to")),
    )


def dictionary() -> list[tuple[str, str]]:
    """What each column and table means."""
    return [
        ("table", _("summary, criteria, answers, statements, services, or the trait of a split")),
        (
            "table: weights, weighted",
            _(
                "share of each group in the population, 0–1; means and index weighted by these shares"
            ),
        ),
        ("key", _("stable name: question, or question.statement, or figure")),
        ("answer", _("answers that fewer than five people gave are joined with their neighbours")),
        ("n", _("answers that the value is made of; empty where the number itself is not told")),
        ("count", _("people; never one to four")),
        ("value", _("mean 1–5, share 0–1, NPS −100…100, index and criteria 0–100")),
        (
            "low, high",
            _("interval of 95 percent: Wilson for shares, Student for means, normal for NPS"),
        ),
    ]


def table_of(found: Publication) -> Table:
    """Every published number in one table."""
    return Table(columns(), list(rows_of(read(found.content["results"]))))


def sheets_of(found: Publication) -> list[tuple[str, Table]]:
    """A workbook: the numbers, and what they mean."""
    meaning = Table(
        (Column("column", _("Name of the column")), Column("meaning", _("Meaning"))), dictionary()
    )
    return [(_("Results of the survey"), table_of(found)), (_("Dictionary of the data"), meaning)]


def describe(found: Publication) -> dict[str, Any]:
    """The frozen content with its digest and the dictionary."""
    return {
        "address": absolute(found.get_absolute_url()),
        "published_at": found.published_at,
        "sha256": found.digest,
        "record_number": found.record_number,
        "is_representative": False,
        "dictionary": dict(dictionary()),
        "content": found.content,
    }


def rows_of(found: Results) -> Iterator[Row]:
    """The numbers, table by table."""
    yield _row("summary", "answers", _("people answered"), "", found.n, found.n, None)
    for key, words, figure in (
        ("response_rate", _("response rate"), found.rate),
        ("index", _("index of participation, of 100"), found.index.figure),
        ("csat", _("satisfied (4 and 5 of 5)"), found.satisfied),
        ("nps", _("net promoters (NPS, −100 to 100)"), found.nps),
    ):
        yield _row("summary", key, words, "", None, None, figure)
    for score in found.scores:
        words = str(CRITERIA[score.criterion])
        yield _row("criteria", score.criterion.value, words, "", score.n, None, score.figure)
    yield from _questions(found)
    names = service_names(found)
    for one in found.standings:
        for key, value in (("importance", one.importance), ("state", one.state), ("gap", one.gap)):
            yield _row(
                "services", key, names.get(one.subject, one.subject), "", None, None, Figure(value)
            )
    for split in found.splits:
        for at, segment in enumerate(split.segments):
            name, index = said(segment.words), segment.index
            figure = None if index is None else Figure(index)
            yield _row(split.by, "index", said(split.words), name, segment.n, segment.n, figure)
            for row in split.rows:
                mean = Figure(row.means[at])
                yield _row(split.by, row.key, said(row.words), name, None, None, mean)
    if found.weighted:
        yield from _weighted(found.weighted)


def _weighted(found: Weighted) -> Iterator[Row]:
    trait = said(found.words)
    for share in found.shares:
        population = Figure(share.population)
        yield _row("weights", found.by, trait, said(share.words), share.n, share.n, population)
    words = _("effective n (Kish); source: %(source)s") % {"source": found.source}
    yield _row("weights", "effective_n", words, "", None, None, Figure(found.effective_n))
    if found.index is not None:
        words = _("index of participation, of 100")
        yield _row("weighted", "index", words, "", None, None, Figure(found.index))
    for row in found.rows:
        yield _row("weighted", row.key, said(row.words), "", None, None, Figure(row.weighted))


def _questions(found: Results) -> Iterator[Row]:
    for item in found.items:
        for bar in item.bars:
            words, answer = said(item.words), said(bar.words)
            yield _row("answers", item.key, words, answer, item.n, bar.count, None)
        for row in item.statements:
            words = said(row.words)
            yield _row("statements", row.key, words, "", row.n, None, row.mean)
            for bar in row.bars:
                yield _row("statements", row.key, words, said(bar.words), row.n, bar.count, None)


def _row(
    table: str,
    key: str,
    words: str,
    answer: str,
    n: int | None,
    count: int | None,
    figure: Figure | None,
) -> Row:
    ends = (figure.value, figure.low, figure.high) if figure else (None, None, None)
    rounded = (None if end is None else round(end, 4) for end in ends)
    return (table, key, words, answer, n, count, *rounded)
