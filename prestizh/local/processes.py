"""Child processes that never outlive us: started as an ordinary user, stopped by their own id.

Standard library only: the first start imports it before anything is installed.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Account:
    """The user a server runs as when we ourselves are root."""

    uid: int
    gid: int

    def owns(self, path: Path) -> None:
        """Gives `path` to this user."""
        os.chown(path, self.uid, self.gid)


def ordinary_account() -> Account | None:
    """`nobody` when we are root, None when we are an ordinary user already.

    Not `postgres`, even where it exists: on a machine with a PostgreSQL of its own that user is
    the superuser of somebody's real data, and the demo must not be able to reach it.
    """
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def as_account(account: Account | None) -> dict[str, Any]:
    """The keywords that make `subprocess` run a command as `account`."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def directory_of(path: Path, account: Account | None) -> Path:
    """Makes the directory `path`, private to `account` (to us when it is None)."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    if account is not None:
        account.owns(path)
    return path


def dies_with_parent(ending: signal.Signals) -> Callable[[], None]:
    """A function for the child: the kernel sends it `ending` when we die, however we die."""
    parent = os.getpid()
    prctl = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None

    def in_child() -> None:
        if prctl is not None:
            prctl(PR_SET_PDEATHSIG, int(ending))
            if os.getppid() != parent:  # we died before the kernel was told
                os.kill(os.getpid(), signal.SIGKILL)

    return in_child


def run(command: Sequence[str | Path], *, account: Account | None = None) -> str:
    """What a short command prints; CalledProcessError with its words when it fails."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        **as_account(account),
    )
    return done.stdout


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    account: Account | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    ending: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Starts a server in a session of its own, so that Ctrl-C reaches only us; output to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=dies_with_parent(ending),
            **as_account(account),
        )


def stop(
    process: subprocess.Popen[bytes],
    ending: signal.Signals = signal.SIGTERM,
    grace: float = 10.0,
) -> None:
    """Asks `process` to end; after `grace` seconds ends it with all it started."""
    if process.poll() is None:
        process.send_signal(ending)
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for the person who has to see why something ended."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
