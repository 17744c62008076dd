"""How people write a proposal, and what they look for afterwards."""

import re
import time
from collections.abc import Callable
from typing import TypeVar

from django.utils import translation
from playwright.sync_api import Locator, Page

from consultations.models import Consultation
from consultations.state import State, in_state
from prestizh.ledger import clock
from prestizh.local.mails import parsed, part
from prestizh.local.models import DemoMail
from tests.browser.visitors import Town

T = TypeVar("T")

NUMBER = re.compile(r"№\s*(\d+-\d+)")
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
SECONDS = re.compile(r"\d{2}:\d{2}:\d{2}")


def consultation_in(town: Town, state: State) -> Consultation:
    """The consultation of the example content that is in this state."""
    with town.portal.database_here():
        found = Consultation.objects.public().filter(in_state(state, clock.now())).first()
        assert found is not None
        return found


def said(words: str, language: str = "bg") -> str:
    """The portal's own words in the page's language."""
    with translation.override(language):
        return translation.gettext(words)


def article(page: Page, number: int) -> Locator:
    """An article of the draft that is open in the window."""
    title = page.locator("h3", has_text=re.compile(rf"^\s*Чл\. {number}\."))
    return page.locator("section.provision").filter(has=title)


def write_under(
    page: Page,
    place: Locator,
    *,
    kind: str = "remark",
    text: str | None = None,
    reasons: str = "",
    file: str | None = None,
) -> None:
    """Opens the form in `place`, fills it and puts it into the basket."""
    form = place.locator("details.write:has([name=kind])")
    form.locator("summary").click()
    form.locator(f"[name=kind][value={kind}]").check()
    if text is not None:
        form.locator("[name=text]").fill(text)
    form.locator("[name=reasons]").fill(reasons)
    if file is not None:
        form.locator("[name=file]").set_input_files(file)
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/basket/")


def say_who(
    page: Page, *, name: str | None = None, email: str | None = None, capacity: str = "self"
) -> Locator:
    """Fills in who speaks, in the form at the end of the basket; nothing is sent yet."""
    form = page.locator("#who form")
    if name is not None:
        form.locator("[name=name]").fill(name)
    if email is not None:
        form.locator("[name=email]").fill(email)
    form.locator(f"[name=capacity][value={capacity}]").check()
    form.locator("[name=shown_as][value=name]").check()
    return form


def send(page: Page, form: Locator) -> str:
    """Sends the opinion; the number on its receipt."""
    form.locator("button[type=submit], input[type=submit]").click()
    page.wait_for_url("**/receipt/**")
    return number_on(page)


def number_on(receipt: Page) -> str:
    """The number in the portal that a receipt or the record's page says."""
    found = NUMBER.search(receipt.locator("main").inner_text())
    assert found is not None
    return found[1]


def in_time(look: Callable[[], T | None], within: float = 90.0, pause: float = 0.3) -> T:
    """What `look` finds as soon as it finds something."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(pause)
    raise AssertionError(f"nothing within {within} s")


def link_mailed_to(town: Town, address: str, containing: str, within: float = 120.0) -> str:
    """The link with these characters in the newest mail to this address."""

    def look() -> str | None:
        with town.portal.database_here():
            for mail in DemoMail.objects.filter(recipients=address):
                found = re.search(rf"http\S*{containing}\S*", part(parsed(mail), "plain"))
                if found:
                    return found[0]
        return None

    return in_time(look, within)


def too_wide(page: Page) -> bool:
    """Whether one must scroll sideways."""
    size = page.viewport_size
    assert size is not None
    return bool(page.evaluate("document.documentElement.scrollWidth") > size["width"])
