"""What holds for every page: one heading, a title, nothing too wide, nothing that axe finds."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response

from tests.browser.visitors import DESK, PHONE, Watch

SIZES = (PHONE, DESK)
THEMES = ("light", "dark")
SCREENSHOTS = os.environ.get("PRESTIZH_SCREENSHOTS", "")
# A picture of a whole ordinance helps nobody.
TALLEST = 4000  # pixels
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        "best-practice",
    ],
}
LANGUAGE = "() => document.documentElement.lang"
HAS_NO_SCRIPT = "() => matchMedia('(scripting: none)').matches"
RUN_AXE = "async (rules) => (await axe.run(rules)).violations"
# The words that stand out of the window, and how far.
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.body.querySelectorAll("*")]
        .filter((one) => one.getBoundingClientRect().right > room + 1)
        .map((one) => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`)
        .slice(0, 5);
}"""


@dataclass(frozen=True)
class Sight:
    """A page as somebody sees it; without `rules` it is only asked whether it is too wide."""

    theme: str
    size: dict[str, int]
    rules: dict[str, Any] | None


# Each theme with axe at a width of its own: the window changes its size once for a page.
IN_FULL = (Sight("light", DESK, RULES), Sight("dark", PHONE, RULES))
# Every page is also seen in Bulgarian. Another language has words of its own, which take another
# place, and the same colours: comparing those takes axe two thirds of its time.
THE_WORDS = (
    Sight("light", DESK, None),
    Sight("light", PHONE, RULES | {"rules": {"color-contrast": {"enabled": False}}}),
)


@dataclass
class Inspector:
    """Looks at pages in one window and keeps what is wrong with them."""

    page: Page
    who: str
    watch: Watch = field(default_factory=Watch)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watch.over(self.page)

    def open(self, address: str, status: int = 200) -> str:
        """Opens the address and looks at what is there; where it led to."""
        response = self.page.goto(address)
        self.look(address, response, status)
        return self.page.url

    def open_in_both(self, path: str) -> None:
        """Opens the page in English and then in Bulgarian, where the window stays."""
        self.open(f"/en{path}")
        self.open(path)

    def look(self, address: str, response: Response | None, status: int = 200) -> None:
        """Looks at the page that is open now, in both themes and at both widths."""
        found = response.status if response else status
        if found != status:
            self.faults.append(f"{address}: {found}")
        complaints = self.watch.taken()
        if status >= 400:
            # The browser itself says that the page has this status.
            complaints = [line for line in complaints if f"status of {status}" not in line]
        wrong = [*complaints, *self._bones(), *self._dress(address)]
        self.faults += [f"{address} ({self.who}): {one}" for one in wrong]

    def _bones(self) -> list[str]:
        headings = self.page.locator("h1").count()
        wrong = [] if headings == 1 else [f"{headings} headings of the first order"]
        if not self.page.title().split("—")[0].strip():
            wrong.append("no title")
        return wrong

    def _dress(self, address: str) -> list[str]:
        """Each sight of the page: whether something is too wide, what axe finds."""
        wrong: list[str] = []
        with _open_to_axe(self.page) as shown:
            shown.evaluate(AXE_SCRIPT)
            for sight in THE_WORDS if shown.evaluate(LANGUAGE) == "en" else IN_FULL:
                _turn(shown, sight.theme, sight.size)
                wide = shown.evaluate(TOO_WIDE)
                if wide:
                    wrong.append(f"too wide at {sight.size['width']}: {wide}")
                if sight.rules:
                    wrong += [f"{sight.theme}: {one}" for one in _axe(shown, sight.rules)]
        if SCREENSHOTS:
            self._pictures(address)
        return wrong

    def _pictures(self, address: str) -> None:
        for theme in THEMES:
            for size in SIZES:
                _turn(self.page, theme, size)
                self._picture(address, theme, size["width"])

    def _picture(self, address: str, theme: str, width: int) -> None:
        name = re.sub(r"[^\w.-]+", "_", address.strip("/")) or "front"
        height = min(self.page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        path = Path(SCREENSHOTS) / f"{self.who}.{name[:90]}.{theme}.{width}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(
            path=path,
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": height},
        )


def _axe(shown: Page, rules: dict[str, Any]) -> list[str]:
    found: list[dict[str, Any]] = shown.evaluate(RUN_AXE, rules)
    return [
        f"axe {rule['id']}: {node['target']} {_first_line(node['failureSummary'])}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def _turn(page: Page, theme: str, size: dict[str, int]) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size(size)  # type: ignore[arg-type]


@contextmanager
def _open_to_axe(page: Page) -> Iterator[Page]:
    """The page; or what stands on it in a second window, where the page runs no script of its own.

    Axe itself waits, which a window without script can't.
    """
    if not page.evaluate(HAS_NO_SCRIPT):
        yield page
        return
    assert page.context.browser is not None
    context = page.context.browser.new_context(
        storage_state=page.context.storage_state(), reduced_motion="reduce"
    )
    try:
        second = context.new_page()
        as_it_stands = {
            "body": page.content(),
            "headers": {
                "Content-Type": "text/html; charset=utf-8",
                "Content-Security-Policy": "script-src 'none'",
            },
        }
        address = page.url.partition("#")[0]
        second.route(address, lambda route: route.fulfill(**as_it_stands))
        second.goto(address)
        yield second
    finally:
        context.close()


def _first_line(summary: str) -> str:
    return " ".join(summary.split())[:200]
