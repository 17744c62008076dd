"""Untrusted bytes are worked on in a process that can't do much harm."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from prestizh.documents import sandbox
from prestizh.documents.confined import Failure
from tests.documents import probes

PROBES = "tests.documents.probes"


def run(payload: bytes, *, seconds: int = 5, megabytes: int = 256) -> bytes:
    return sandbox.run(PROBES, payload, seconds=seconds, megabytes=megabytes)


@pytest.fixture
def door() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def networks_can_be_taken_away() -> bool:
    """Whether this machine lets an ordinary process have an empty network of its own."""
    code = (
        "import ctypes; libc = ctypes.CDLL(None);"
        "raise SystemExit(0 if libc.unshare(0x50000000) == 0 or libc.unshare(0x40000000) == 0"
        " else 1)"
    )
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_bytes_go_in_and_come_out() -> None:
    assert run(b"echo \x00\xff" + b"a" * 100_000) == b"\x00\xff" + b"a" * 100_000


def test_what_a_library_prints_is_no_part_of_the_answer() -> None:
    assert run(b"print nonsense") == b"quiet"


def test_a_reason_comes_back_as_its_code() -> None:
    with pytest.raises(Failure) as failed:
        run(b"refuse macros")
    assert (failed.value.code, failed.value.detail) == ("macros", "as told")


def test_memory_has_an_end() -> None:
    with pytest.raises(Failure) as failed:
        run(b"eat 400000000")
    assert failed.value.code == "memory"
    # Control: the same with more memory is no trouble.
    assert len(run(b"eat 400000000", megabytes=1024)) == 400_000_000


def test_processor_time_has_an_end() -> None:
    with pytest.raises(Failure) as failed:
        run(b"spin", seconds=1)
    assert failed.value.code == "time"


def test_wall_time_has_an_end() -> None:
    began = time.monotonic()
    with pytest.raises(Failure) as failed:
        run(b"sleep 60", seconds=1)
    assert failed.value.code == "time"
    assert time.monotonic() - began < 30


def test_a_process_that_dies_is_a_failure_and_no_more() -> None:
    with pytest.raises(Failure) as failed:
        run(b"die")
    assert failed.value.code == "crash"


def test_no_secret_is_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "marker-of-a-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://marker-of-a-secret@/x")
    assert "marker-of-a-secret" in str(os.environ)
    assert b"marker-of-a-secret" not in run(b"environment")


def test_it_reaches_no_server(door: str) -> None:
    if not networks_can_be_taken_away():
        pytest.skip("this kernel gives nobody a network of their own")
    with pytest.raises(Failure):
        run(f"call {door}".encode())
    # Control: outside of the sandbox the same call gets through.
    assert probes.work(f"call {door}".encode()) == b"connected"


def test_it_works_from_many_threads_at_once() -> None:
    answers: list[bytes] = []

    def ask(number: int) -> None:
        answers.append(run(f"echo {number}".encode()))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [b"0", b"1", b"2", b"3"]
