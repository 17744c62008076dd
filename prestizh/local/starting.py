"""Starting the portal on one machine: the web server and the worker, and what they are told."""

import compileall
import hashlib
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from prestizh.local import processes
from prestizh.local.processes import Account

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = ("prestizh", "consultations", "forums", "feedback")
PARTS = (
    *PACKAGES,
    *("templates", "static", "locale", ".venv/built-from.txt"),
)


@dataclass
class Service:
    """A running part of the portal, with the log that tells why it ended."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self, grace: float = 10.0) -> None:
        """Ends it, by its own id: after `grace` seconds with force."""
        processes.stop(self.process, grace=grace)


def web(
    port: int,
    *,
    workers: int,
    env: Mapping[str, str],
    logs: Path,
    account: Account | None,
) -> Service:
    """Starts the web server on this machine's `port`, reachable from this machine only."""
    log = logs / "web.log"
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *(
            "--blocking-threads",
            "1",
            "--no-ws",
            "--respawn-failed-workers",
            "prestizh.wsgi:application",
        ),
    ]
    return Service("web", _start(command, log, env, account), log)


def worker(*, env: Mapping[str, str], logs: Path, account: Account | None) -> Service:
    """Starts the worker with its beat in one process, as suits one machine only."""
    log = logs / "worker.log"
    schedule = processes.directory_of(logs / "beat", account) / "schedule"
    command = [
        *(sys.executable, "-m", "celery", "-A", "prestizh", "worker", "-B"),
        *(
            "-P",
            "threads",
            "-c",
            "2",
            "--loglevel",
            "INFO",
            "--schedule",
            str(schedule),
        ),
        *("--without-gossip", "--without-mingle"),
    ]
    return Service("worker", _start(command, log, env, account), log)


def metrics(*, env: Mapping[str, str], logs: Path, account: Account | None) -> Service:
    """Starts the server of the metrics; `env` says where it listens and what it reads."""
    log = logs / "metrics.log"
    command = [sys.executable, "manage.py", "metrics"]
    return Service("metrics", _start(command, log, env, account), log)


def _start(
    command: list[str], log: Path, env: Mapping[str, str], account: Account | None
) -> subprocess.Popen[bytes]:
    return processes.start(command, log=log, env=env, account=account, cwd=CHECKOUT)


def answers(port: int, service: Service, within: float = 60.0) -> bool:
    """Waits until the portal on `port` is alive; False when it ended or the time is over."""
    # By number, because not every system knows the name; the portal only answers to its name.
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/healthz", headers={"Host": f"localhost:{port}"}
    )
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and service.process.poll() is None:
        try:
            with urllib.request.urlopen(asked, timeout=5):  # noqa: S310
                return True
        except OSError:
            time.sleep(0.05)
    return False


def free_port() -> int:
    """A port that nobody listens on just now."""
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def state_of_code() -> str:
    """A digest that changes with any file the portal is made of."""
    state = hashlib.sha256()
    for part in PARTS:
        place = CHECKOUT / part
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix not in {".pyc", ".mo"} and path.is_file():
                seen = path.stat()
                state.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return state.hexdigest()


def compile_code() -> None:
    """Writes the bytecode of our own modules where it is missing or old, as far as that is allowed.

    The processes of the portal run as an account that can't, or are told not to; each of them would
    compile everything anew.
    """
    for package in PACKAGES:
        compileall.compile_dir(CHECKOUT / package, quiet=2)


def state_of_content() -> str:
    """A digest that changes with what the example content is made by."""
    state = hashlib.sha256()
    place = CHECKOUT / "prestizh" / "local" / "content"
    for path in sorted(place.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            state.update(path.read_bytes())
    return state.hexdigest()


def kept_secret(path: Path) -> str:
    """The secret key in the file `path`, made at the first call; only its owner may read it."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def may_run_here(account: Account | None) -> bool:
    """Whether `account` can read this checkout and its Python (a checkout under /root: no)."""
    code = f"import sys; sys.path.insert(0, {str(CHECKOUT)!r}); import django, prestizh.local"
    try:
        processes.run([sys.executable, "-c", code], account=account)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
