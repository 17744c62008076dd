"""Who comes to the portal with a browser, and what goes wrong in it unseen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from prestizh.ledger import clock
from tests.filled import PASSWORD
from tests.running import Portal

# Milliseconds before each answer arrives, then 100 kB a second; see docs/testing.md.
LATENCY = int(os.environ.get("PRESTIZH_LATENCY", "0"))
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# The form's own, beside those of the menu and of leaving.
SIGN_IN = "main form:has(input[name=login])"


@dataclass
class Watch:
    """Everything that a browser complains about without the person seeing it."""

    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Watches this page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        # Asking before what was typed is left behind is the portal's own.
        if dialog.type != "beforeunload":
            self.complaints.append(f"dialog: {dialog.message}")
        dialog.accept()

    def taken(self) -> list[str]:
        """The complaints since the last time."""
        found, self.complaints = self.complaints, []
        return found


@dataclass
class Town:
    """A portal with the example content and a browser to visit it with.

    Without `script` no page of the town runs any: what people do there, works without it.
    """

    portal: Portal
    browser: Browser
    script: bool = True
    _signed_in: dict[str, Any] = field(default_factory=dict)
    _clients: dict[str | None, BrowserContext] = field(default_factory=dict)
    _statuses: dict[tuple[str | None, str], int] = field(default_factory=dict)

    @contextmanager
    def visit(
        self, email: str | None = None, *, viewport: dict[str, int] | None = None, **options: Any
    ) -> Iterator[Page]:
        """A new window, of nobody or of the account `email`."""
        context = self.browser.new_context(
            base_url=self.portal.base_url,
            viewport=viewport or DESK,  # type: ignore[arg-type]
            reduced_motion="reduce",
            timezone_id="Europe/Sofia",
            storage_state=self.session_of(email) if email else None,
            **({"java_script_enabled": self.script} | options),
        )
        context.set_default_timeout(30_000)
        context.on("page", _behind_a_slow_line)
        try:
            yield context.new_page()
        finally:
            context.close()

    def wait_until(self, instant: datetime) -> None:
        """Let the portal's clock go on to `instant`: the days that a lawful term asks for are over.

        Nothing goes back; only for a town of its own, since the others' terms end as well.
        """
        with self.portal.database_here():
            clock.step_to(instant)

    def status_for(self, email: str | None, address: str) -> int:
        """What a GET of this address gives the person, or a visitor; redirects not followed."""
        if (email, address) not in self._statuses:
            if email not in self._clients:
                self._clients[email] = self.browser.new_context(
                    base_url=self.portal.base_url,
                    storage_state=self.session_of(email) if email else None,
                )
            answer = self._clients[email].request.get(address, max_redirects=0)
            self._statuses[email, address] = answer.status
            answer.dispose()
        return self._statuses[email, address]

    def session_of(self, email: str) -> Any:
        """The cookies of a person who has signed in, once for the run."""
        if email not in self._signed_in:
            context = self.browser.new_context(base_url=self.portal.base_url)
            sign_in(context.new_page(), email)
            self._signed_in[email] = context.storage_state()
            context.close()
        return self._signed_in[email]


def _behind_a_slow_line(page: Page) -> None:
    """Lets pages come late and in pieces, if asked: what a test doesn't wait for is not there then."""
    if LATENCY:
        line = page.context.new_cdp_session(page)
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY,
                "downloadThroughput": 100_000,
                "uploadThroughput": 1_000_000,
            },
        )


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Signs in through the form, as everybody does."""
    page.goto("/account/login/")
    page.locator(f"{SIGN_IN} input[name=login]").fill(email)
    page.locator(f"{SIGN_IN} input[name=password]").fill(password)
    page.locator(f"{SIGN_IN} button[type=submit]").first.click()
    page.wait_for_url(lambda address: "/login/" not in address)


def leave_by(button: Locator) -> None:
    """Clicks what leads to another page, and waits for that page.

    Waiting for a loaded page after the click would take the old one for it on a slow machine.
    """
    with button.page.expect_navigation():
        button.click()
