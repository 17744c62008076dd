"""The closing report of 1 000 proposals as tagged PDF, against one plain table of the same content.

Both are made by WeasyPrint in a process of their own, in turns. Ours is the portal's own way: the
template, the tags, the mending. The plain one is what one writes first: a table with six columns,
the same font, no tags.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.measuring import Spent, machine, spent_by, spread

PROPOSALS = 1000
RUNS = 5
TARGET_RATIO, TARGET_MEGABYTES = 0.6, 300

WORDS = """
    собственикът на имот в границите на населеното място почиства всяка седмица прилежащата
    площ и не допуска изхвърляне на отпадъци извън определените съдове кметът определя със
    заповед местата за разделно събиране и графика на извозване общинската администрация
    публикува информацията на своята страница предлагаме срокът да бъде удължен защото
    жителите на по-малките села нямат достъп до съоръженията през зимните месеци
""".split()  # noqa: SIM905 (words on lines are read more easily)


def main() -> None:
    """Measure in turns and print the ratio, its spread, the memory and the machine."""
    runs = int(os.environ.get("BENCH_RUNS", RUNS))
    proposals = int(os.environ.get("BENCH_PROPOSALS", PROPOSALS))
    with tempfile.TemporaryDirectory() as directory:
        orders = _write_orders(Path(directory), proposals)
        taken: dict[str, list[Spent]] = {way: [] for way in orders}
        for number in range(runs):
            for way, order in orders.items():
                command = (sys.executable, "-m", "benchmarks.closing_report", way, order)
                taken[way].append(spent_by(command))
            print(f"run {number + 1} of {runs}:", *(f"{w} {t[-1]}" for w, t in taken.items()))
    _tell(taken["ours"], taken["plain"], proposals)


def _tell(ours: list[Spent], plain: list[Spent], proposals: int) -> None:
    ratios = [one.seconds / other.seconds for one, other in zip(ours, plain, strict=True)]
    memory = max(one.megabytes for one in ours)
    print(f"Machine: {machine()}")
    print(f"Proposals: {proposals}")
    print(f"Ours, tagged, processor seconds: {spread([one.seconds for one in ours])}")
    print(f"One plain table, untagged: {spread([one.seconds for one in plain])}")
    print(f"Ratio: {spread(ratios)} (target: at most {TARGET_RATIO})")
    print(
        f"Peak memory of ours: {memory:.0f} MB (target: at most {TARGET_MEGABYTES}); "
        f"of the plain table: {max(one.megabytes for one in plain):.0f} MB"
    )
    reached = median(ratios) <= TARGET_RATIO and memory <= TARGET_MEGABYTES
    print("Reached." if reached else "MISSED.")


def report_of(proposals: int) -> Any:
    """An unsaved closing report with so many lines, the same ones each time."""
    from dataclasses import asdict

    from consultations.models import ClosingReport, Consultation
    from consultations.report import Totals

    lines = _lines(proposals)
    decisions = {line.decision: 0 for line in lines}
    for line in lines:
        decisions[line.decision] += 1
    totals = Totals(proposals, proposals, 0, 0, 0, proposals, decisions)
    at = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
    consultation = Consultation(
        title="Наредба за опазване на чистотата и управление на отпадъците",
        drafter_kind="mayor",
        sponsor="Кметът на Община Хасково",
        published_at=at - timedelta(days=32),
        last_day=date(2026, 12, 7),
        text_digest="ab" * 32,
    )
    return ClosingReport(
        consultation=consultation,
        content={"totals": asdict(totals), "lines": [asdict(line) for line in lines]},
        root="cd" * 32,
        record_number=2 * proposals,
        published_at=at,
    )


def _lines(proposals: int) -> "list[Any]":
    from consultations.report import Line

    random = Random(26)
    kinds = ("reword", "add", "delete", "remark")
    decisions = ("accepted", "partly", "rejected", "rejected", "out_of_scope")
    return [
        Line(
            reference=f"14-{number}/1",
            received=f"2026-11-{number % 28 + 1:02}T14:{number % 60:02}:07+02:00",
            channel="portal",
            capacity=random.choice(("self", "self", "self_member", "organisation")),
            speaks_for=_sentence(random, 4),
            verified=bool(number % 3),
            author="Мария Петрова Иванова",
            late=False,
            provision=f"Чл. {number % 60 + 1}.",
            anchor="",
            kind=random.choice(kinds),
            text=_sentence(random, random.randint(15, 60)),
            reasons=_sentence(random, random.randint(10, 40)),
            decision=random.choice(decisions),
            answer=_sentence(random, random.randint(10, 45)),
            unit="Дирекция „Екология“",
        )
        for number in range(1, proposals + 1)
    ]


def _sentence(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=words)).capitalize() + "."


def _write_orders(directory: Path, proposals: int) -> dict[str, Path]:
    """The HTML of both ways, on disk; making it is not measured."""
    from consultations.renditions import closing_report_page
    from prestizh.places.models import Municipality

    report = report_of(proposals)
    html, title = closing_report_page(report, Municipality(name_bg="Хасково"), "bg")
    orders = {
        "ours": {"html": html, "title": title, "language": "bg"},
        "plain": {"html": _plain(report)},
    }
    for way, order in orders.items():
        (directory / way).write_text(json.dumps(order))
    return {way: directory / way for way in orders}


PLAIN_STYLE = """
@font-face { font-family: "Sofia Sans"; src: url("%s") }
html { font: 10pt/1.4 "Sofia Sans" }
table { border-collapse: collapse }
td, th { border: 1px solid; vertical-align: top; text-align: left }
@page { size: A4 landscape }
"""
# No.; received, how, late; who, for whom, capacity; where and what; the proposal; the decision.
GROUPS = ((0,), (1, 2, 6), (5, 4, 3), (7, 8), (9, 10), (11, 12, 13))


def _plain(report: Any) -> str:
    """The same words as one table."""
    from django.conf import settings

    from consultations.report import table_of

    table = table_of(report, "bg")
    font = settings.BASE_DIR / "static" / "fonts" / "SofiaSans-Regular.ttf"
    rows = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in table.rows)
    return (
        f'<!DOCTYPE html><html lang="bg"><style>{PLAIN_STYLE % font.as_uri()}</style>'
        f"<h1>{escape(report.consultation.title)}</h1><table>"
        f"<thead><tr>{_cells(table.columns, 'th')}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cells(row: Sequence[object], tag: str) -> str:
    words = (" · ".join(str(row[index]) for index in group) for group in GROUPS)
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in words)


def make(way: str, order: Path) -> None:
    """In the measured process: make the PDF and forget it."""
    if way == "ours":
        from prestizh.documents.confined import pdf

        made = pdf.work(order.read_bytes())
    else:
        import weasyprint

        made = weasyprint.HTML(string=json.loads(order.read_bytes())["html"]).write_pdf()
    if keep := os.environ.get("BENCH_KEEP"):
        Path(keep, f"{way}.pdf").write_bytes(made)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
