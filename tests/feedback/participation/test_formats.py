"""The same numbers in every format: each is read back and compared with the content."""

import csv
import json
import re
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import lxml.html
import openpyxl
import pdfua
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from feedback.questionnaires.content import Words
from feedback.reports.codec import digest_of, read
from feedback.reports.content import Cell, Report
from feedback.reports.making import content_of
from feedback.reports.models import Edition
from feedback.reports.papers import page_of
from feedback.reports.showing import chapters_of
from prestizh.accounts.models import User
from prestizh.documents import pdf

pytestmark = pytest.mark.django_db
HIDDEN = "не се съобщава"
Grid = list[list[list[object]]]


def plain(cell: Cell) -> object:
    """A value as every program reads it: text, number, day, or nothing."""
    if cell.is_hidden:
        return HIDDEN
    return cell.value.bg if isinstance(cell.value, Words) else cell.value


def grid_of(content: Report) -> Grid:
    return [
        [[plain(cell) for cell in row.cells] for row in table.rows] for table in content.tables()
    ]


def as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.fixture
def signed_in(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def fetched(client: Client, edition: Edition, extension: str) -> bytes:
    url = reverse("participation:file", args=[edition.report.public_id, extension])
    response = client.get(url)
    assert response.status_code == 200
    return bytes(response.content)


def test_csv_says_the_same(edition: Edition, signed_in: Client) -> None:
    content = content_of(edition)
    with zipfile.ZipFile(BytesIO(fetched(signed_in, edition, "zip"))) as archive:
        names = archive.namelist()
        found = []
        for table in content.tables():
            text = archive.read(f"{table.key}.csv").decode("utf-8-sig")
            found.append(list(csv.reader(StringIO(text, newline="")))[1:])
        readme = archive.read("README.txt").decode()
        dictionary = archive.read("dictionary.csv").decode("utf-8-sig")

    wanted = [[[as_text(value) for value in row] for row in rows] for rows in grid_of(content)]
    assert found == wanted
    assert edition.digest in readme
    assert dictionary.count("\r\n") == 1 + sum(len(table.columns) for table in content.tables())
    assert len(names) == 2 + len(wanted)


def test_xlsx_says_the_same_with_real_numbers_and_days(edition: Edition, signed_in: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(fetched(signed_in, edition, "xlsx")))
    found = [
        [
            [_from_sheet(value) for value in row]
            for row in sheet.iter_rows(min_row=2, values_only=True)
        ]
        for sheet in book.worksheets
    ]

    assert _without_empty(found) == _without_empty(grid_of(content_of(edition)))
    assert any(isinstance(value, date) for rows in found for row in rows for value in row)


def _from_sheet(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def _without_empty(grid: Grid) -> Grid:
    return [[[value if value != "" else None for value in row] for row in rows] for rows in grid]


def test_ods_says_the_same(edition: Edition, signed_in: Client) -> None:
    with zipfile.ZipFile(BytesIO(fetched(signed_in, edition, "ods"))) as package:
        root = ElementTree.fromstring(package.read("content.xml"))  # noqa: S314  our own file
    office, table = (
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
        "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    )
    found: Grid = []
    for sheet in root.iter(f"{table}table"):
        rows: list[list[object]] = []
        for row in list(sheet.iter(f"{table}table-row"))[1:]:
            cells: list[object] = []
            for cell in row.iter(f"{table}table-cell"):
                kind = cell.get(f"{office}value-type")
                text = "\n".join("".join(part.itertext()) for part in cell) or None
                match kind:
                    case "float" | "percentage":
                        cells.append(float(cell.get(f"{office}value", "")))
                    case "date":
                        cells.append(date.fromisoformat(cell.get(f"{office}date-value", "")[:10]))
                    case _:
                        cells.append(text)
            rows.append(cells)
        found.append(rows)

    assert _without_empty(found) == _without_empty(grid_of(content_of(edition)))


def test_json_says_the_same_and_its_digest_can_be_counted(
    edition: Edition, signed_in: Client
) -> None:
    body = json.loads(fetched(signed_in, edition, "json"))

    assert read(body["content"]) == content_of(edition)
    assert digest_of(body["content"]) == body["sha256"] == edition.digest


def shown_grid(content: Report) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in table.rows]
        for chapter in chapters_of(content)
        for table in chapter.tables
    ]


def test_the_page_says_the_same(edition: Edition, signed_in: Client) -> None:
    url = reverse("participation:desk_page", args=[edition.report.public_id])
    page = lxml.html.fromstring(signed_in.get(url).content.decode())
    found = [
        [[_squeezed(cell.text_content()) for cell in row] for row in table.findall("tbody/tr")]
        for table in page.iter("table")
    ]

    wanted = [
        [[_squeezed(text) for text in row] for row in rows]
        for rows in shown_grid(content_of(edition))
    ]
    assert found == wanted


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.usefixtures("patient_connection")
def test_the_paper_says_the_same_page_by_page_and_can_be_read_aloud(
    edition: Edition, tmp_path: Path
) -> None:
    html, title = page_of(edition, "bg")
    paper = tmp_path / "report.pdf"
    paper.write_bytes(pdf.render(html, title=title, language="bg"))
    # Every picture has its words, every table its heads.
    assert not pdfua.validate(str(paper)).findings
    made = PdfReader(paper)
    text = re.sub(r"\s|\u00ad|\u200b", "", "".join(page.extract_text() for page in made.pages))

    place = 0
    for rows in shown_grid(content_of(edition)):
        for row in rows:
            numbers = re.sub(r"\s|\u200b", "", "".join(row[1:]))
            if all(len(cell) < 12 for cell in row[1:]):
                found = text.find(numbers, place)
                assert found >= 0, row
    assert edition.digest in text
    assert len(made.pages) >= 4
