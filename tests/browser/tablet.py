"""A tablet on the table of a meeting, and what a finger does on it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.writing import said

TABLET: dict[str, Any] = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
# What a finger hits without looking twice, in pixels of CSS (WCAG 2.2, 2.5.5).
FINGER = 44
SMALL = """(finger) => [...document.querySelectorAll("main button, main summary")]
    .map((one) => [one.innerText.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && Math.min(box.width, box.height) < finger)
    .map(([words, box]) => `${words} ${Math.round(box.width)}×${Math.round(box.height)}`)"""


def named(place: Page | Locator, words: str) -> Locator:
    """The button, the link or what unfolds that says this in the portal's words."""
    main = place.locator("main") if isinstance(place, Page) else place
    shown = said(words)
    pressed = main.get_by_role("button", name=shown).or_(main.get_by_role("link", name=shown))
    return pressed.or_(main.locator("summary", has_text=shown)).first


def touch(place: Page | Locator, words: str) -> None:
    """Touch it with a finger; what leads to another page has led there then."""
    found = named(place, words)
    if found.evaluate("one => one.localName") == "summary":
        found.tap()
    else:
        go_by_touch(found)


def go_by_touch(place: Locator) -> None:
    """Touch what leads to another page, and wait for that page: a touch itself waits for nothing."""
    with place.page.expect_navigation():
        place.tap()


def press(place: Page | Locator, words: str) -> None:
    """Press it with a mouse."""
    named(place, words).click()


def told(page: Page, words: str) -> None:
    """Waits until the portal says this about what was just done."""
    expect(page.locator(".messages")).to_contain_text(said(words))


def hard_to_hit(page: Page) -> list[str]:
    """The buttons of the page that are smaller than a finger needs."""
    found: list[str] = page.evaluate(SMALL, FINGER)
    return found


def tallest(page: Page, rows: str) -> float:
    """The height of the tallest of these, in pixels: words that stand one over the other make it great."""
    found: float = page.locator(rows).evaluate_all(
        "rows => Math.max(...rows.map(row => row.getBoundingClientRect().height))"
    )
    return found
