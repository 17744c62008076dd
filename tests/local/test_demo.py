"""`manage.py demo` as a person meets it: what it refuses, and that it starts and stops as one."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from prestizh.local import starting

GIVEN_FROM_OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "CELERY_BROKER_URL")

OF_AN_EARLIER_VERSION = "The example content is as an earlier version made it"


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the demo of the test keeps its things; short, because Unix sockets lie in it."""
    with TemporaryDirectory(prefix="pr-") as name:
        yield Path(name)


def environment(place: Path, **more: str) -> dict[str, str]:
    """What a person has who set nothing for the portal."""
    known = {name: value for name, value in os.environ.items() if name not in GIVEN_FROM_OUTSIDE}
    return {**known, "PRESTIZH_DEMO_DIRECTORY": str(place), **more}


def refused(place: Path, *arguments: str, **more: str) -> str:
    """What the demo says when it refuses to start."""
    done = subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=starting.CHECKOUT,
        env=environment(place, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_one_database_address_without_the_other_is_refused(place: Path) -> None:
    said = refused(place, DATABASE_URL="postgresql://prestizh_app@localhost/prestizh")
    assert "DATABASE_OWNER_URL is not" in said


def test_fresh_is_refused_without_somebody_to_ask(place: Path) -> None:
    assert "--yes" in refused(place, "--fresh", f"--port={starting.free_port()}")


def test_fresh_never_empties_a_database_from_outside(place: Path) -> None:
    both = {"DATABASE_URL": "postgresql://a@b/c", "DATABASE_OWNER_URL": "postgresql://a@b/c"}
    said = refused(place, "--fresh", "--yes", f"--port={starting.free_port()}", **both)
    assert "empty that database yourself" in said


def test_a_taken_port_is_refused_with_another_to_try(place: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refused(place, f"--port={taken.getsockname()[1]}")
    assert "--port 8080" in said


@contextmanager
def running(place: Path, port: int) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """The demo from the moment it is ready, with what it said; ended the hard way at a failure."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=starting.CHECKOUT,
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        else:
            pytest.fail("".join(said))
        yield process, "".join(said)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def front_page(port: int, host: str = "localhost") -> str:
    """The first page a visitor sees."""
    with urllib.request.urlopen(f"http://{host}:{port}/") as answer:
        content: bytes = answer.read()
    return content.decode()


def nobody_listens(port: int) -> bool:
    """Whether the web server is gone, waiting a little for it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with closing(socket.socket()) as trial:
            if trial.connect_ex(("127.0.0.1", port)) != 0:
                return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_the_demo_serves_and_stops_and_starts_again_with_its_content(place: Path) -> None:
    port = starting.free_port()
    with running(place, port) as (demo, said):
        assert OF_AN_EARLIER_VERSION not in said
        assert "Хасково" in front_page(port)
        assert "Хасково" in front_page(port, "127.0.0.1")
        assert "running already" in refused(place, f"--port={starting.free_port()}")
        demo.send_signal(signal.SIGINT)
        assert demo.wait(90) == 0
    assert nobody_listens(port)

    [noted] = place.glob("postgres-*/content-of.txt")
    noted.write_text("of another version")
    with running(place, port) as (demo, said):
        assert OF_AN_EARLIER_VERSION in said
        assert "Хасково" in front_page(port)
        # Not even the hardest end leaves anything behind.
        demo.kill()
        demo.wait()
        assert nobody_listens(port)
