"""What the journeys through a call for members share: the call, its rival, time that passes."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO

import psycopg
import pypdf
from playwright.sync_api import Page

from forums.calls import applying
from forums.calls.models import Call
from forums.calls.placing import Place
from prestizh.documents.keeping import keep_made
from prestizh.ledger import clock
from tests.browser.looking import Inspector
from tests.browser.visitors import Town
from tests.browser.writing import in_time, said
from tests.databases import superuser_url
from tests.factories import make_representation

RIVAL_INTEREST = "Паркирането пред блоковете да остане безплатно."


def open_call(town: Town) -> Call:
    """The call of the example content that is open."""
    with town.portal.database_here():
        rows = Call.objects.public().open_at(clock.now()).select_related("body")
        found: Call = rows.order_by("pk")[0]
        return found


def rival_of(town: Town, call: Call) -> str:
    """The number of another organisation's application for the same place."""
    with town.portal.database_here():
        speaks = make_representation()
        place = Place(call.seats.get(seat__category="ngo"), speaks)
        begun = applying.begin(
            call,
            actor=speaks.user,
            place=place,
            key=uuid.uuid4(),
            candidate="Рангел Съперников",
            phone="0888 555 077",
            competence="Събираме подписи за паркоместа.",
            interest=RIVAL_INTEREST,
            connections="Съдружник в паркинг.",
            is_declared=True,
        )
        letter = keep_made(b"letter", name="letter.txt", media_type="text/plain", actor=speaks.user)
        applying.set_mandate(begun, actor=speaks.user, document=letter)
        return str(applying.submit(begun, actor=speaks.user).reference)


def step_past(town: Town, moment: datetime | None) -> None:
    """Let this moment be past by ten hours, as the weeks would."""
    assert moment is not None
    with town.portal.database_here():
        ahead = moment + timedelta(hours=10) - clock.now()
    with psycopg.connect(superuser_url(town.portal.database)) as superuser:
        superuser.execute("SELECT public.ledger_step_clock(%s)", [ahead])


def press(page: Page, words: str) -> None:
    """Press the button, or follow the link, that says this in the portal's words."""
    shown = said(words)
    button = page.get_by_role("button", name=shown, exact=True)
    (button if button.count() else page.get_by_role("link", name=shown, exact=True)).first.click()


def look(town: Town, who: str | None, *paths: str) -> None:
    """These pages in both languages, as this person, or a visitor, sees them now."""
    with town.visit(who) as page:
        inspector = Inspector(page, who or "nobody")
        for path in paths:
            inspector.open_in_both(path)
        assert not inspector.faults, "\n".join(inspector.faults)


def text_of_pdf(town: Town, address: str) -> str:
    """The text of a PDF that everybody may have, once the worker has made it; lines joined."""

    def found() -> bytes | None:
        with town.visit() as page:
            answer = page.request.get(address)
            is_made = answer.headers["content-type"].startswith("application/pdf")
            return answer.body() if is_made else None

    pages = pypdf.PdfReader(BytesIO(in_time(found, within=180.0, pause=1.0))).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def small_pdf() -> bytes:
    """A small PDF, as an office program makes it."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
    )
