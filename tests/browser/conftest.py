"""The portal with the example content, and the people who use it in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from pytest_django import DjangoDbBlocker

from tests import databases
from tests.browser.visitors import Town
from tests.filled import clone_filled
from tests.running import started

# As patient as a window is with a click: the machine may have other work.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session", autouse=True)
def _clicks_arrive() -> Iterator[None]:
    """After a click the page that it leads to is there whole.

    The browser's driver waits until that page begins to come: who reads at once finds a half of it
    on a busy machine, and what is looked for is „not there“.
    """
    click = Locator.click

    def click_and_arrive(place: Locator, **options: Any) -> None:
        click(place, **options)
        place.page.wait_for_load_state()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", click_and_arrive)
        yield


@pytest.fixture(scope="session")
def town(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
) -> Iterator[Town]:
    """A portal with the example content, shared: a test leaves the others' rows as they are."""
    with _founded(django_db_blocker, tmp_path_factory, browser) as founded:
        yield founded


@pytest.fixture(scope="module")
def own_town(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    browser: Browser,
) -> Iterator[Town]:
    """A town for one module alone, with its SETTINGS if it has any, and without script if it says so."""
    settings: dict[str, str] = getattr(request.module, "SETTINGS", {})
    with _founded(django_db_blocker, tmp_path_factory, browser, **settings) as founded:
        founded.script = getattr(request.module, "SCRIPT", True)
        yield founded


@contextmanager
def _founded(
    blocker: DjangoDbBlocker,
    directories: pytest.TempPathFactory,
    browser: Browser,
    **settings: str,
) -> Iterator[Town]:
    name = databases.new_name("town")
    clone_filled(name)
    try:
        with started(name, directories.mktemp("p"), blocker, **settings) as portal:
            yield Town(portal, browser)
    finally:
        databases.drop(name)


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """How every window begins: no motion to wait for, the town's own time."""
    return {"reduced_motion": "reduce", "timezone_id": "Europe/Sofia"}
