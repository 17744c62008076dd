"""From a bare Python to a virtual environment with all of the lock, by the standard library alone.

The order of ways: uv (installed into the environment by pip) installs the lock with its hashes;
if uv or its download fails, pip does it. pip comes from `ensurepip`, else from the Python that
runs us, else as a wheel whose SHA-256 we know, else, as root on Debian or Ubuntu, through apt.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from prestizh.local import system
from prestizh.local.pip_source import PipSource

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
LOCK = CHECKOUT / "requirements.lock"
DEVELOPERS_LOCK = CHECKOUT / ".requirements-dev.lock"
STAMP = VENV / "built-from.txt"

# The programs that install everything else, known by their digests.
PIP = (
    "pip-26.3-py3-none-any.whl",
    "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13",
)
UV = """uv==0.13.9 \\
    --hash=sha256:d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19 \\
    --hash=sha256:ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375
"""
BY_HAND = "apt-get install python3-venv ca-certificates"


def ensure(arguments: Sequence[str]) -> None:
    """Returns where everything is importable; elsewhere builds .venv and becomes its Python."""
    command = arguments[0] if arguments else ""
    wanted = ["django", "pytest", "pytest_django"] if command == "test" else ["django"]
    system.provide(command)
    importable = all(importlib.util.find_spec(name) for name in wanted)
    locks = [LOCK, DEVELOPERS_LOCK] if command == "test" else [LOCK]
    if Path(sys.prefix) == VENV:
        # Without our stamp, somebody keeps this environment by hand.
        if importable and (not STAMP.exists() or is_current(locks)):
            return
    elif importable:
        return
    if not is_current(locks):
        build(locks)
    python = VENV / "bin" / "python"
    sys.stdout.flush()
    os.execv(python, [str(python), *sys.argv])  # noqa: S606 (no shell is wanted)


def digest(lock: Path) -> str:
    """How a lock is known in the stamp."""
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def is_current(locks: Sequence[Path]) -> bool:
    """Whether .venv was built from these very locks, to the end."""
    if not STAMP.exists() or not (VENV / "bin" / "python").exists():
        return False
    built = STAMP.read_text().splitlines()
    return all(digest(lock) in built for lock in locks)


def build(locks: Sequence[Path]) -> None:
    """Makes .venv, or brings it up to the locks; the stamp is written last."""
    began = time.monotonic()
    say(f"Preparing {VENV} …")
    STAMP.unlink(missing_ok=True)
    python = make_environment()
    install(python, locks[-1])
    # The developers' lock holds all of the other one.
    STAMP.write_text("\n".join(digest(lock) for lock in locks) + "\n")
    say(f"Ready in {time.monotonic() - began:.0f} s.")


def make_environment() -> Path:
    """The Python of .venv, made if it is missing or broken (its base Python went away)."""
    python = VENV / "bin" / "python"
    works = python.exists() and quietly([str(python), "-c", "pass"])
    if not works:
        venv.EnvBuilder(with_pip=False, clear=True, symlinks=True).create(VENV)
    return python


def install(python: Path, lock: Path) -> None:
    """Installs `lock` with uv, or with pip; stops with the line to type when nothing works."""
    pip = find_pip(python)
    if pip is None:
        sys.exit(
            "There is no pip, and none could be had. As an administrator type\n\n"
            f"    {BY_HAND}\n\nand start again."
        )
    if not with_uv(pip, python, lock):
        say("uv could not install the lock; pip does it.")
        with_pip(pip, lock)


def with_uv(pip: Sequence[str], python: Path, lock: Path) -> bool:
    """Installs uv, and the lock with it; False when either fails."""
    uv = python.parent / "uv"
    if not uv.exists():
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as pinned:
            pinned.write(UV)
            pinned.flush()
            if not quietly([*pip, "install", "--quiet", "--require-hashes", "-r", pinned.name]):
                return False
    # As pip does of itself: the portal's processes may not be allowed to write what they compiled.
    command = [str(uv), "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes"]
    # uv ignores pip's own configuration, so it is told what stands there.
    env = {**os.environ, **PipSource.configured().for_uv(), "VIRTUAL_ENV": str(VENV)}
    return quietly([*command, "-r", str(lock), "--python", str(python)], env)


def with_pip(pip: Sequence[str], lock: Path) -> None:
    """Installs the lock with pip; its own words tell what is wrong."""
    command = [*pip, "install", "--quiet", "--require-hashes", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit(f"{lock.name} could not be installed; pip says above why.")


def find_pip(python: Path) -> list[str] | None:
    """The command that is pip for .venv, by the first way that works."""
    if quietly([str(python), "-m", "pip", "--version"]):
        return [str(python), "-m", "pip"]
    return (
        bundled_pip(python) or borrowed_pip(python) or downloaded_pip(python) or pip_by_apt(python)
    )


def bundled_pip(python: Path) -> list[str] | None:
    """pip as Python itself brings it; Debian leaves it out."""
    if quietly([str(python), "-m", "ensurepip"]):
        return [str(python), "-m", "pip"]
    return None


def borrowed_pip(python: Path) -> list[str] | None:
    """The pip of the Python that runs us, working on .venv."""
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    return pip if quietly([*pip, "--version"]) else None


def downloaded_pip(python: Path) -> list[str] | None:
    """pip's wheel from the configured index, kept in .venv and run from there."""
    name, sha256 = PIP
    wheel = VENV / name
    if not wheel.exists():
        content = PipSource.configured().fetch("pip", name, sha256)
        if content is None:
            return None
        wheel.write_bytes(content)
    return [str(python), f"{wheel}/pip"]


def pip_by_apt(python: Path) -> list[str] | None:
    """pip through Debian's packages, as root only."""
    if not system.install(["python3-venv", "ca-certificates"], "to install Python packages"):
        return None
    return bundled_pip(python)


def quietly(command: Sequence[str], env: dict[str, str] | None = None) -> bool:
    """Whether `command` succeeds; its words are of no use to anybody."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=env)
    except OSError:
        return False
    return done.returncode == 0


def say(line: str) -> None:
    """Tells the person who waits."""
    print(line, file=sys.stderr, flush=True)
