"""Gives every test run a PostgreSQL cluster of its own, before Django reads its settings.

It has to be a plugin (`-p tests.plugin`): pytest-django reads the settings before any conftest.py.
The fixtures that use the cluster are in `databases` and `running`, registered here because a
later plugin's fixture wins over an earlier one's of the same name.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from prestizh.local import postgres, processes, translations
from tests import templates_kept

SETTINGS = {
    "SECRET_KEY": "the tests' own key, known to everybody",
    "SITE_URL": "http://testserver",
    "CELERY_BROKER_URL": "memory://",
    # Nothing in a throw-away cluster is synced; the second factor has tests of its own.
    "DATABASE_MUST_SYNC": "0",
    "STAFF_SECOND_FACTOR": "0",
    # A test sees what it has just changed.
    "PAGES_CHECKED_EVERY": "0",
    # Playwright runs an event loop in the test's own thread, which Django would take for async code.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}
# A conftest may import them before they are registered as plugins.
FIXTURES = ("tests.databases", "tests.running", "tests.fixtures_clock")
pytest.register_assert_rewrite(*FIXTURES)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Starts the cluster; a worker of xdist uses the one of the process that started it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    translations.compile_all()
    directory = Path(tempfile.mkdtemp(prefix="prestizh-test-"))
    early_config.add_cleanup(lambda: shutil.rmtree(directory, ignore_errors=True))
    cluster = postgres.Cluster(directory, postgres.find(), processes.ordinary_account())
    early_config.add_cleanup(cluster.stop)
    templates_kept.bring(cluster, SETTINGS)
    cluster.start(*postgres.THROW_AWAY, "max_connections=200")
    os.environ.update(SETTINGS)
    os.environ.update(templates_kept.urls(cluster))
    os.environ["PRESTIZH_TEST_SUPERUSER"] = cluster.url(postgres.SUPERUSER, "postgres")
    os.environ["PRESTIZH_TEST_POSTGRES"] = str(cluster.programs)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Registers the fixtures, and the settings that only tests may have."""
    from django.conf import settings

    # Weak on purpose: a strong one would spend a tenth of a second for each person of the cast.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    for name in FIXTURES:
        config.pluginmanager.import_plugin(name)


def pytest_report_header() -> str:
    """Says which PostgreSQL the tests run on."""
    return f"postgresql: {os.environ.get('PRESTIZH_TEST_POSTGRES', '')}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the browser tests, so that `-m 'not browser'` leaves them out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent / "browser"):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Iterator[None]:
    """Says loudly that there was no browser, when that is why tests were left out."""
    from tests.running import NO_CHROMIUM

    skipped = terminalreporter.stats.get("skipped", [])
    missing = [report for report in skipped if NO_CHROMIUM in str(report.longrepr)]
    if missing:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(missing)} browser tests did not run. {NO_CHROMIUM}")
    return (yield)
