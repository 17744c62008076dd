"""`manage.py test`: pytest, and with CI=true or --all every other check before it.

Without arguments a quick run that leaves the browser and slow tests out; with arguments, pytest
with just these. The checks of a complete run are the table CHECKS; pytest's closing line is the
last thing a complete run prints.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from prestizh.local import system
from prestizh.local.starting import CHECKOUT, PACKAGES, compile_code

PYTHON = sys.executable
CODE = (*PACKAGES, "manage.py")
# ruff has the same rules (S104, S308, S310), and there each exception stands with its reason.
HELD_BY_RUFF = "B104,B308,B310,B703"
QUICK = ("-m", "not browser and not slow")

# The settings must be readable for the tools that import them. These addresses lead nowhere.
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "prestizh.settings",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "SITE_URL": "https://portal.example.bg",
    "DATABASE_URL": "postgresql://prestizh_app@database.invalid/prestizh",
    "DATABASE_OWNER_URL": "postgresql://prestizh_owner@database.invalid/prestizh",
    "REDIS_URL": "redis://broker.invalid",
}


@dataclass(frozen=True)
class Check:
    """One check: what it is about, the command that makes it, and what the command is told."""

    heading: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a tool of our own environment."""
    return (PYTHON, "-m", name, *arguments)


def program(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a tool which is no Python module, from our own environment."""
    return (str(Path(sys.prefix) / "bin" / name), *arguments)


def django(*arguments: str) -> tuple[str, ...]:
    """A management command, with Python's warnings about the absent database left out."""
    return (PYTHON, "-W", "ignore::RuntimeWarning", "manage.py", *arguments)


CHECKS = (
    Check("Lint (ruff)", module("ruff", "check", "--quiet", ".")),
    Check("Format (ruff)", module("ruff", "format", "--check", "--quiet", ".")),
    Check("Templates: lint (djlint)", module("djlint", "--quiet", "--lint", "templates")),
    Check("Templates: format (djlint)", module("djlint", "--quiet", "--check", "templates")),
    Check("Types (mypy --strict)", module("mypy", "."), SETTINGS),
    Check("Which way things depend (import-linter)", program("lint-imports", "--no-cache")),
    Check(
        "Migrations match the models",
        django("makemigrations", "--check", "--dry-run"),
        SETTINGS,
    ),
    Check(
        "Settings of a real portal (check --deploy)",
        django("check", "--deploy", "--fail-level", "WARNING"),
        SETTINGS,
    ),
    Check("Translations are complete", module("prestizh.local.translations"), SETTINGS),
    Check(
        "docker-compose.yml against the Compose schema",
        program(
            "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
        ),
    ),
    Check("Dockerfile (hadolint)", program("hadolint", "Dockerfile")),
    Check(
        "Security (bandit)",
        module("bandit", "-q", "-ll", "--skip", HELD_BY_RUFF, "-r", *CODE),
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Runs the tests, or everything; the exit status is 0 when all is well."""
    everything = os.environ.get("CI") == "true" or "--all" in arguments
    rest = [argument for argument in arguments if argument != "--all"]
    compile_code()
    if not everything:
        return pytest(*(rest or [*QUICK, "-n", "2"]))
    failed = run_checks()
    if not try_wheel():
        failed.append("Tests on the PostgreSQL of the Python package")
    heading("Tests")
    for name in failed:
        print(f"FAILED: {name} (see above)")
    if not system.has_postgres():
        print("!!! There is no PostgreSQL of the system here: tested on the Python package's only.")
    sys.stdout.flush()
    status = pytest("-n", "2", "--dist", "worksteal", *rest)
    return status or (1 if failed else 0)


def run_checks() -> list[str]:
    """Makes all checks, two at a time, and shows them in order; the headings of the failed."""
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for check, done in zip(CHECKS, pool.map(make, CHECKS), strict=True):
            heading(check.heading)
            print(done.stdout, end="")
            print("ok" if done.returncode == 0 else f"FAILED ({done.returncode})", flush=True)
            if done.returncode != 0:
                failed.append(check.heading)
    return failed


def make(check: Check) -> "subprocess.CompletedProcess[str]":
    """Runs one check's command in the checkout; what it prints is kept."""
    return subprocess.run(
        check.command,
        cwd=CHECKOUT,
        env={**os.environ, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def try_wheel() -> bool:
    """Whether the tests nearest to the database pass on the wheel's PostgreSQL too."""
    if not system.has_postgres():
        return True
    heading("Tests on the PostgreSQL of the Python package")
    status = pytest(
        "-q", "-n", "2", *QUICK, "tests/local", "tests/ledger", PRESTIZH_POSTGRES="wheel"
    )
    return status == 0


def pytest(*arguments: str, **environment: str) -> int:
    """Runs pytest and shows what it says; its exit status, by which no test at all is a failure."""
    return subprocess.run(
        [*module("pytest"), *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        check=False,
    ).returncode


def heading(words: str) -> None:
    """Shows where a check begins."""
    print(f"\n==== {words} ".ljust(80, "="), flush=True)
