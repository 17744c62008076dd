"""An organisation joins a working group: from the open call to the published result."""

import re
from datetime import timedelta
from pathlib import Path

import psycopg
from playwright.sync_api import Page

from forums.calls.models import Application, Call
from prestizh.ledger import clock
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town
from tests.browser.writing import link_mailed_to, said, too_wide
from tests.cast import EIK
from tests.databases import superuser_url

PERSON, SECRETARY = "maria@example.org", "secretary@example.bg"
NAME = "Сдружение „Дървета за Хасково“"
COMPETENCE = "От шест години броим дърветата в града и поддържаме разсадник."
INTEREST = "Дърветата в града да се броят, преди да се режат."
REASONS = "Единствена организация по поканата; опитът е описан с факти."
SENT = re.compile(r"\b\d{4}-\d{5}\b")


def open_call(town: Town) -> Call:
    """The call of the example content that is open."""
    with town.portal.database_here():
        found: Call = Call.objects.public().open_at(clock.now()).select_related("body").get()
        return found


def step_past_the_end(town: Town, call: Call) -> None:
    """Let the term of the call be over, as its weeks would."""
    assert call.closes_at is not None
    with town.portal.database_here():
        ahead = call.closes_at + timedelta(hours=10) - clock.now()
    with psycopg.connect(superuser_url(town.portal.database)) as superuser:
        superuser.execute("SELECT public.ledger_step_clock(%s)", [ahead])


def press(page: Page, words: str) -> None:
    """Press the button, or follow the link, that says this in the portal's words."""
    shown = said(words)
    button = page.get_by_role("button", name=shown, exact=True)
    (button if button.count() else page.get_by_role("link", name=shown, exact=True)).first.click()


def test_an_organisation_applies_and_reads_the_published_result(
    own_town: Town, tmp_path: Path
) -> None:
    town, call = own_town, open_call(own_town)
    letter = tmp_path / "писмо.pdf"
    letter.write_bytes(_paper())

    with town.visit(PERSON, viewport=PHONE) as page:
        page.goto("/")
        page.get_by_role("link", name=call.title, exact=True).first.click()
        page.wait_for_url(f"**/calls/{call.public_id}/")
        press(page, "Apply")
        # An expert may apply in their own name; for an organisation one says first for which.
        assert page.locator("[name=place]").count() == 1
        page.goto("/people/organisations/new/")
        page.locator("[name=eik]").fill(EIK)
        page.locator("[name=name]").fill(NAME)
        page.locator("[name=capacity]").fill("председател")
        page.locator("main form [type=submit]").click()
        page.wait_for_url(lambda address: not address.endswith("/new/"))

        page.goto(f"/calls/{call.public_id}/apply/")
        assert not too_wide(page)
        page.get_by_label(NAME).check()
        page.locator("[name=competence]").fill(COMPETENCE)
        press(page, "Save, I'll continue later")
        page.wait_for_url("**/calls/mine/")
        page.get_by_role("link", name=said("not sent yet")).click()
        missing = page.locator(".notice--amber")
        assert missing.locator("li").count() == 4
        press(page, "Continue writing")
        assert page.locator("[name=competence]").input_value() == COMPETENCE
        page.locator("[name=phone]").fill("0888 555 099")
        page.locator("[name=interest]").fill(INTEREST)
        page.locator("[name=is_declared]").check()
        page.locator("[name=mandate]").set_input_files(letter)
        press(page, "Save and see what is missing")
        page.wait_for_url("**/calls/application/**")
        press(page, "Send the application")
        page.get_by_role("heading", name=said("Receipt"), exact=True).wait_for()
        found = SENT.search(page.locator("h1").inner_text())
        assert found is not None
        number = found[0]
        assert not too_wide(page)
    address = f"/calls/{call.public_id}/"
    look(town, None, ["/", address, f"{address}term/"])
    look(town, "yavor@example.org", [f"{address}apply/"])
    link_mailed_to(town, PERSON, "/calls/application/")

    step_past_the_end(town, call)
    _assess(town, call)

    with town.visit(viewport=PHONE) as page:
        page.goto(f"/calls/{call.public_id}/")
        line = page.locator("#result").locator("xpath=..").locator("li", has_text=NAME)
        assert REASONS in line.inner_text()
        assert said("selected") in line.inner_text()
        everything = page.content()
        assert COMPETENCE not in everything
        assert "0888 555 099" not in everything
        assert "Веселина Дочева" not in everything
    with town.visit(PERSON) as page:
        page.goto("/desk/")
        page.get_by_role("link", name=number).click()
        assert REASONS in page.locator("main").inner_text()
        press(page, "Object to the result")
        assert page.locator("[name=text]").count() == 1
    look_at_every_page(town, call)


def _assess(town: Town, call: Call) -> None:
    """The secretary's part, in one sitting at the desk."""
    with town.visit(SECRETARY) as page:
        page.goto(f"/calls/desk/{call.public_id}/")
        press(page, "Begin the selection")
        press(page, "To the selection")
        page.locator("[name=name]").fill("инж. Маргарита Велинова")
        press(page, "Add the selector")
        page.locator("a[href*='/selectors/']").first.click()
        for place, field in enumerate(page.locator("input[type=number]").all()):
            field.fill(str(5 - place // 3))
        press(page, "Save the points")
        for _application in range(page.locator("a[href*='/verdicts/']").count()):
            undecided = page.locator("tr", has_text="–").locator("a[href*='/verdicts/']")
            undecided.first.click()
            page.locator("[name=decision][value=selected]").check()
            page.locator("[name=reasons]").fill(REASONS)
            press(page, "Save the decision")
        press(page, "Publish the result")
        page.wait_for_url("**/decide/")
        press(page, "Publish the result")
        page.wait_for_url("**/selection/")
    with town.portal.database_here():
        assert Call.objects.get(pk=call.pk).has_result


def look_at_every_page(town: Town, call: Call) -> None:
    """Axe, both themes, both widths, on each page of the two calls."""
    with town.portal.database_here():
        first = Call.objects.exclude(pk=call.pk).get()
        mine = Application.objects.get(applicant__email=PERSON).public_id
        sent = Application.objects.filter(call=call).exclude(applicant__email=PERSON)[0].public_id
    public = ["/calls/", "/en/calls/", f"/en/calls/{call.public_id}/term/"]
    public += [f"/calls/{first.public_id}/", f"/calls/{call.public_id}/"]
    public.append(f"/bodies/{call.body.public_id}/")
    own = ["/calls/mine/", f"/calls/application/{mine}/", f"/calls/application/{mine}/object/"]
    own.append(f"/calls/application/{mine}/withdraw/")
    desk = f"/calls/desk/{call.public_id}"
    pages = ["/calls/desk/", "/calls/desk/new/", f"{desk}/", f"{desk}/applications/"]
    pages += [f"{desk}/selection/", f"{desk}/cancel/", f"{desk}/finish/"]
    pages += [f"{desk}/applications/{sent}/", f"{desk}/verdicts/{sent}/"]
    for who, addresses in ((None, public), (PERSON, own), (SECRETARY, pages)):
        look(town, who, addresses)


def look(town: Town, who: str | None, addresses: list[str]) -> None:
    """These pages as this person, or a visitor, sees them."""
    with town.visit(who) as page:
        inspector = Inspector(page, who or "nobody")
        for address in addresses:
            inspector.open(address)
        assert not inspector.faults


def _paper() -> bytes:
    """A small PDF, as an office program makes it."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
    )
