"""The servers the demo and the tests bring: they keep what was written and die with us."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from prestizh.local import postgres, processes
from prestizh.local.valkey import Broker
from tests import databases


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory with a path short enough for Unix sockets, that every account may pass."""
    with TemporaryDirectory(prefix="pr-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def test_a_killed_cluster_starts_again_with_what_was_committed(place: Path) -> None:
    account = processes.ordinary_account()
    cluster = postgres.Cluster(place / "c", postgres.find(), account)
    cluster.create(durable=False)
    cluster.start()
    try:
        with cluster.superuser() as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
        assert cluster.process is not None
        cluster.process.kill()
        cluster.process.wait()
        cluster.start()
        with cluster.superuser() as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (42,)
    finally:
        cluster.stop()


def test_a_directory_with_a_long_path_gets_its_socket_elsewhere(place: Path) -> None:
    deep = place / ("a" * 60) / ("b" * 60)
    deep.parent.mkdir(mode=0o711)
    cluster = postgres.Cluster(deep, postgres.find(), processes.ordinary_account())
    cluster.create(durable=False)
    cluster.start(*postgres.THROW_AWAY)
    try:
        assert len(str(cluster.socket)) <= postgres.LONGEST_DIRECTORY
    finally:
        cluster.stop()
    assert not cluster.socket.exists()


def test_a_server_dies_with_the_process_that_started_it(place: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from prestizh.local import processes\n"
        "child = processes.start(['sleep', '600'], log=Path(sys.argv[1]) / 'log')\n"
        "print(child.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, place], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while is_running(child):
        assert time.monotonic() < deadline, "it outlived its parent"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether the process lives (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_what_does_not_end_when_asked_is_ended(place: Path) -> None:
    stubborn = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN)\n"]
    stubborn[2] += "print('deaf', flush=True); time.sleep(600)"
    process = processes.start(stubborn, log=place / "log")
    while "deaf" not in processes.tail(place / "log"):
        time.sleep(0.02)
    processes.stop(process, grace=0.2)
    assert process.returncode == -signal.SIGKILL


def test_the_broker_keeps_its_messages_over_a_restart(place: Path) -> None:
    from redis import Redis

    broker = Broker(place / "b", processes.ordinary_account())
    if broker.program is None:
        pytest.skip("There is no Valkey here.")
    broker.start()
    client = Redis(unix_socket_path=str(broker.socket))
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    client.set("kept", "yes")
    broker.stop()
    broker.start()
    try:
        assert client.get("kept") == b"yes"
    finally:
        client.close()
        broker.stop()


def test_without_a_server_messages_are_files(place: Path) -> None:
    broker = Broker(place / "b", None, program=None)
    broker.start()
    assert broker.environment()["CELERY_BROKER_URL"] == "filesystem://"


def test_the_cluster_has_the_three_roles_and_no_passwords(committed_db: str) -> None:
    with psycopg.connect(databases.superuser_url(committed_db)) as connection:
        roles = connection.execute(
            "SELECT rolname, rolcanlogin, rolsuper FROM pg_roles WHERE rolname LIKE 'prestizh%'"
            " ORDER BY rolname"
        ).fetchall()
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert roles == [
        ("prestizh_app", True, False),
        ("prestizh_owner", True, False),
        ("prestizh_record", False, False),
    ]
    assert owner == ("prestizh_owner",)
