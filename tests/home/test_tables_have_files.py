"""A page that shows rows as a table offers them as files, or it is said here why it doesn't."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
TABLE = re.compile(r"<table|{% scroll_table")
OFFERS = "{% exports"
# Papers and letters are files themselves.
PAPERS = ("pdf/", "mail/", "questionnaires/paper/")

WITHOUT = {
    "allauth/elements/table.html": "the ways to sign in, of oneself alone",
    "usersessions/usersession_list.html": "where somebody is signed in, of oneself alone",
    "calls/desk/points.html": "a form; what is given stands in the ranking and in the protocol",
    "calls/desk/ranking.html": "has them; before the result is published it is shown once more",
    "calls/terms.html": "the settings of a call, and its open data",
    "direct/rules.html": "the law in rows",
    "home/procedure.html": "the law in rows",
    "gatherings/draw.html": "the file of the draw has the same",
    "ledger/record.html": "the daily roots are a file with their signatures",
    "minutes/sheet.html": "minutes are a paper, and open data",
    "reports/figures.html": "the yearly report is a paper",
    "participation/report.html": "the report is written in six formats",
    "results/figures.html": "results are written in four formats",
    "results/page.html": "results are written in four formats",
    "results/question.html": "results are written in four formats",
    "results/weighted.html": "results are written in four formats",
}


def with_tables() -> dict[str, str]:
    """Every template that shows a table on a page, by its name."""
    found = {}
    for path in TEMPLATES.rglob("*.html"):
        name, words = str(path.relative_to(TEMPLATES)), path.read_text()
        if TABLE.search(words) and not name.startswith(PAPERS):
            found[name] = words
    return found


def including(name: str) -> list[str]:
    """The words of the templates that include this one."""
    return [
        path.read_text()
        for path in TEMPLATES.rglob("*.html")
        if f'{{% include "{name}"' in path.read_text()
    ]


def offers(name: str, words: str) -> bool:
    """Whether the table comes with its files, from its own template or from all that include it."""
    around = including(name)
    return OFFERS in words or (bool(around) and all(OFFERS in one for one in around))


def test_a_table_is_offered_as_files_or_it_is_said_why_not() -> None:
    found = with_tables()
    assert len(found) > 40
    silent = {name for name, words in found.items() if not offers(name, words)}
    assert silent == set(WITHOUT)
