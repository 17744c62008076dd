"""An administrator makes, exports, publishes and schedules the participation report, without script."""

import csv
import json
import re
import zipfile
from datetime import date, timedelta
from io import BytesIO, StringIO
from urllib.parse import urlsplit
from xml.etree import ElementTree

import openpyxl
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from feedback.reports.models import ParticipationReport, Schedule
from feedback.reports.scheduling import next_of
from feedback.reports.tasks import make_due
from prestizh.ledger import clock
from prestizh.terms import opens_at
from tests.browser.looking import Inspector
from tests.browser.visitors import SIGN_IN, Town, leave_by, sign_in
from tests.browser.writing import in_time, link_mailed_to, said
from tests.filled import PASSWORD

SCRIPT = False
ADMINISTRATOR = "admin@example.bg"
DESK = "/participation/desk/"
RECEIVED, OF = "Proposals that count", "Proposals and what became of them"
FORMATS = ("pdf", "xlsx", "ods", "zip", "json")
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
CAUSE = "Срокът беше съкратен по молба на училищата."


def send(page: Page, action: str = "") -> None:
    """Sends the form of the page, or the one that goes to this address."""
    forms = page.locator(f"main form[action$='{action}']" if action else "main form")
    leave_by(forms.last.locator("[type=submit]").first)


def follow(page: Page, place: Locator) -> None:
    """Follows a link and waits for where it leads."""
    leave_by(place.first)


def test_an_administrator_makes_exports_and_publishes_a_report(own_town: Town) -> None:
    with own_town.portal.database_here():
        today = clock.today()
    with own_town.visit(ADMINISTRATOR) as page:
        inspector = Inspector(page, "administrator")
        page.goto("/desk/")
        follow(page, page.locator(f"main a[href='{DESK}']"))
        follow(page, page.locator(f"main a[href='{DESK}new/']"))
        _asks(page, inspector, today)
        in_time(lambda: _is_ready(page), within=120, pause=1)
        inspector.look("the report is ready", None)
        follow(page, page.locator("main #rendition a"))
        inspector.look("the report at the desk", None)
        number = _number_on(page)
        assert _numbers_in_files(page) == dict.fromkeys(FORMATS, number)
        _reads_the_rows(page, inspector, number)
        _says_a_cause(page, inspector)
        follow(page, page.locator("main a[href$='/publish/']"))
        inspector.look("before it is published", None)
        send(page, "/publish/")
        inspector.look("what was published", None)
        public = page.locator("main .notice a").first.get_attribute("href")
        assert public is not None
        assert not inspector.faults, "\n".join(inspector.faults)
    with own_town.visit() as page:
        visitor = Inspector(page, "visitor")
        visitor.open("/participation/")
        visitor.open_in_both(public)
        expect(page.locator("main")).to_contain_text(CAUSE)
        assert _number_on(page) == number
        assert not visitor.faults, "\n".join(visitor.faults)


def _asks(page: Page, inspector: Inspector, today: date) -> None:
    """A report on the last half-year; first on a period that isn't over."""
    inspector.look("what to ask for", None)
    page.locator("[name=first_day]").fill((today - timedelta(days=180)).isoformat())
    page.locator("[name=last_day]").fill((today + timedelta(days=9)).isoformat())
    send(page)
    expect(page.locator(".error-summary")).to_be_visible()
    inspector.watch.complaints.clear()
    inspector.look("a period that is not over", None)
    page.locator("[name=last_day]").fill((today - timedelta(days=1)).isoformat())
    send(page)
    assert page.url.endswith("/progress/")
    inspector.look("how far it is", None)


def _is_ready(page: Page) -> bool:
    """Looks once more, as the page says, while there is nothing to read."""
    again = page.locator("main #rendition a[href$='/progress/']")
    if again.count():
        follow(page, again)
    return page.locator("#rendition[data-settled=true] a").count() > 0


def _row(page: Page) -> Locator:
    """The row of the proposals received, in the table of its chapter."""
    chapter = page.locator("section[aria-labelledby=proposals]")
    return chapter.locator("tbody tr", has_text=said(RECEIVED)).first


def _number_on(page: Page) -> int:
    return int(_row(page).locator("td").inner_text())


def _numbers_in_files(page: Page) -> dict[str, int]:
    """The same number as each file has it."""
    links = page.locator("section[aria-labelledby=files] a")
    addresses = links.evaluate_all("links => links.map((one) => one.pathname)")
    assert [one.rpartition(".")[2] for one in addresses] == list(FORMATS)
    files = {name: _fetched(page, one) for name, one in zip(FORMATS, addresses, strict=True)}
    label = said(RECEIVED)
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    (sheet,) = [one for one in book.sheetnames if said(OF).startswith(one)]
    xlsx = {row[0]: row[1] for row in book[sheet].iter_rows(values_only=True)}
    with zipfile.ZipFile(BytesIO(files["zip"])) as archive:
        text = archive.read("proposals_figures.csv").decode("utf-8-sig")
    chapters = json.loads(files["json"])["content"]["chapters"]
    (table,) = [
        one
        for chapter in chapters
        for one in chapter["tables"]
        if one["key"] == "proposals_figures"
    ]
    (cell,) = [row["cells"][1] for row in table["rows"] if row["key"] == "received"]
    return {
        "pdf": _on_paper(files["pdf"], label),
        "xlsx": xlsx[label],
        "ods": _in_ods(files["ods"], label),
        "zip": int(dict(row[:2] for row in csv.reader(StringIO(text)))[label]),
        "json": cell["value"],
    }


def _fetched(page: Page, address: str) -> bytes:
    """The file; the PDF as soon as the worker has made it."""

    def look() -> bytes | None:
        answer = page.context.request.get(address)
        assert answer.ok
        return None if "text/html" in answer.headers["content-type"] else answer.body()

    return in_time(look, within=180, pause=1)


def _on_paper(file: bytes, label: str) -> int:
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(file)).pages).split())
    found = re.search(rf"{re.escape(label)} (\d+)", text)
    assert found is not None
    return int(found[1])


def _in_ods(file: bytes, label: str) -> int:
    with zipfile.ZipFile(BytesIO(file)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))  # noqa: S314  our own file
    cells = list(root.iter(CELL))
    texts = ["".join(cell.itertext()) for cell in cells]
    return int(float(cells[texts.index(label) + 1].get(VALUE, "")))


def _reads_the_rows(page: Page, inspector: Inspector, number: int) -> None:
    report = page.url
    follow(page, _row(page).locator("a"))
    inspector.look("the rows behind a number", None)
    expect(page.locator("main .lead")).to_contain_text(str(number))
    assert page.locator("main ol.stack > li").count() == min(number, 50)
    page.goto(report)


def _says_a_cause(page: Page, inspector: Inspector) -> None:
    follow(page, page.locator("main a[href$='/causes/']"))
    inspector.look("the causes", None)
    page.locator("[name=cause_0]").fill(CAUSE)
    send(page)
    expect(page.locator("main")).to_contain_text(CAUSE)


def test_a_report_is_made_by_itself_after_the_quarter_until_it_is_ended(own_town: Town) -> None:
    with own_town.visit(ADMINISTRATOR) as page:
        inspector = Inspector(page, "administrator")
        page.goto(DESK)
        follow(page, page.locator(f"main a[href='{DESK}schedules/']"))
        page.locator("[name=every]").select_option("quarter")
        page.locator("label", has_text=ADMINISTRATOR).first.click()
        send(page)
        inspector.look("a schedule", None)
        assert not inspector.faults, "\n".join(inspector.faults)
    with own_town.portal.database_here():
        row = Schedule.objects.get(ended_at=None)
        day = next_of(row, clock.today())
    own_town.wait_until(opens_at(day) + timedelta(hours=9))
    with own_town.portal.database_here():
        make_due()
        made = ParticipationReport.objects.get(schedule=row)
        assert made.last_day == day - timedelta(days=1)
    link = urlsplit(link_mailed_to(own_town, ADMINISTRATOR, f"{DESK}{made.public_id}/", within=120))
    with own_town.visit() as page:
        page.goto(f"{link.path}?{link.query}")
        page.locator(f"{SIGN_IN} input[name=login]").fill(ADMINISTRATOR)
        page.locator(f"{SIGN_IN} input[name=password]").fill(PASSWORD)
        leave_by(page.locator(f"{SIGN_IN} button[type=submit]").first)
        assert urlsplit(page.url).path == f"{DESK}{made.public_id}/"
        expect(page.locator("#summary")).to_be_visible()
        page.goto(f"{DESK}schedules/")
        send(page, f"/{row.pk}/end/")
        assert page.locator("main form[action$='/end/']").count() == 0
    with own_town.portal.database_here():
        row.refresh_from_db()
        assert row.ended_at is not None


def test_what_is_late_leads_to_where_it_is_done(own_town: Town) -> None:
    with own_town.visit() as page:
        sign_in(page, ADMINISTRATOR)
        inspector = Inspector(page, "administrator")
        page.goto("/desk/")
        follow(page, page.locator("main a[href='/desk/overview/']"))
        inspector.open_in_both("/desk/overview/")
        running = page.locator(
            "section[aria-labelledby=glance] li", has_text=said("surveys running now")
        )
        follow(page, running.locator("a"))
        assert urlsplit(page.url).path == "/surveys/desk/"
        page.goto("/desk/overview/")
        late = page.locator("section[aria-labelledby=late] tbody tr")
        title = late.locator("th a").first.inner_text()
        follow(page, late.locator("th a"))
        expect(page.locator("main")).to_contain_text(title.rstrip("…"))
        inspector.look("where it is done", None)
        assert not inspector.faults, "\n".join(inspector.faults)
