"""Libraries and programs of the system that Python packages can't bring; standard library only."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """Debian's packages, what they are for, and how to see that they are there."""

    packages: tuple[str, ...]
    purpose: str
    present: Callable[[], bool]


def loads(*libraries: str) -> bool:
    """Whether the dynamic linker finds all of these libraries."""
    try:
        for name in libraries:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_postgres() -> bool:
    """Whether the system brings PostgreSQL's server programs."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or bool(shutil.which("initdb"))


PANGO = Need(
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    "to make PDF documents",
    lambda: loads("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
# What a complete run of the checks needs over the portal itself.
FOR_CI = (
    Need(
        ("chromium-headless-shell",),
        "for the browser tests (a whole Chromium does too, slower)",
        lambda: bool(shutil.which("chromium-headless-shell")),
    ),
    Need(("gettext",), "to check the translations", lambda: bool(shutil.which("xgettext"))),
    Need(("postgresql",), "to test on the system's PostgreSQL too", has_postgres),
)


def provide(command: str) -> None:
    """Installs what `demo` and `test` need and is missing; says so where it can't."""
    if command not in {"demo", "test"}:
        return
    needs = [PANGO]
    if command == "test" and os.environ.get("CI") == "true":
        needs += FOR_CI
    for need in needs:
        if not need.present() and not install(need.packages, need.purpose):
            print(
                f"Missing {need.purpose}: {' '.join(need.packages)} (Debian's and Ubuntu's names). "
                "Going on without.",
                file=sys.stderr,
            )


def install(packages: Sequence[str], purpose: str) -> bool:
    """Installs Debian's `packages` through apt, as root only, and says so; tells whether it did."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print(f"Installing {' '.join(packages)} {purpose} (apt-get) …", file=sys.stderr, flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [apt, "install", "--yes", "--quiet=2", "--no-install-recommends", *packages]
    if subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0:
        return True
    # The lists of packages may be missing or old.
    subprocess.run([apt, "update", "--quiet=2"], env=env, capture_output=True, check=False)
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0
