"""Metrics: counted over all web processes, read over HTTP, on a port that the public does not see."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from prometheus_client import CollectorRegistry, generate_latest
from pytest_django import Settings

from prestizh.home.watching import Works
from prestizh.ledger import clock as portal_clock
from prestizh.local import processes, starting
from prestizh.outbox.models import Message
from prestizh.ui import metrics
from tests.consultations.making import make_clerk, make_open
from tests.factories import make_message, make_rendition
from tests.fixtures_clock import Clock

REQUESTS = 40


def reading(port: int) -> dict[str, float]:
    """Every value that the server on `port` shows, by name and labels."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    return values_in(text)


def values_in(text: str) -> dict[str, float]:
    """The lines of Prometheus' format, without its comments."""
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in lines}


def gauges() -> dict[str, float]:
    """What is read from this test's own database."""
    registry = CollectorRegistry()
    registry.register(Works())
    return values_in(generate_latest(registry).decode())


@pytest.fixture
def counting(committed_db: str, tmp_path: Path) -> dict[str, str]:
    """The environment of processes that count into one directory, on a database of their own."""
    shelf = tmp_path / "metrics"
    shelf.mkdir()
    urls = {
        name: os.environ[name].rpartition("/")[0] + "/" + committed_db
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    return {
        **os.environ,
        **urls,
        "SITE_URL": "http://localhost",
        "METRICS_PORT": str(starting.free_port()),
        "PROMETHEUS_MULTIPROC_DIR": str(shelf),
    }


@pytest.fixture
def running(counting: dict[str, str], tmp_path: Path) -> Iterator[int]:
    """A web server of two processes and the server of the metrics; the web server's port."""
    port = starting.free_port()
    web = starting.web(port, workers=2, env=counting, logs=tmp_path, account=None)
    watch = starting.metrics(env=counting, logs=tmp_path, account=None)
    try:
        assert starting.answers(port, web), processes.tail(web.log, 40)
        wait_for(int(counting["METRICS_PORT"]), watch)
        yield port
    finally:
        watch.stop()
        web.stop()


def wait_for(port: int, service: starting.Service) -> None:
    """Until the server of the metrics answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and service.process.poll() is None:
        with closing(socket.socket()) as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"The metrics' server did not start:\n{processes.tail(service.log, 40)}")


@pytest.mark.slow
def test_the_answers_of_all_web_processes_are_added_up(
    running: int, counting: dict[str, str]
) -> None:
    port = int(counting["METRICS_PORT"])
    name = 'prestizh_requests_total{method="GET",status="200"}'
    before = reading(port)[name]
    for _number in range(REQUESTS):
        # A connection each, so that both processes get their share.
        with urllib.request.urlopen(f"http://localhost:{running}/healthz", timeout=10):
            pass
    now = reading(port)
    assert now[name] == before + REQUESTS
    assert now["prestizh_request_seconds_count"] >= REQUESTS
    assert now["prestizh_database_up"] == 1
    assert len(list(Path(counting["PROMETHEUS_MULTIPROC_DIR"]).glob("counter_*.db"))) >= 2


@pytest.mark.django_db
def test_no_address_of_the_portal_leads_to_the_metrics(client: Client) -> None:
    for path in ("/metrics", "/metrics/", "/en/metrics", "/en/metrics/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert b"prestizh_" not in answer.content


def test_the_server_listens_on_this_machine_only_by_default(settings: Settings) -> None:
    assert settings.METRICS_HOST == "127.0.0.1"


def test_the_command_says_what_it_needs(settings: Settings) -> None:
    settings.METRICS_PORT = 0
    with pytest.raises(CommandError, match=r"METRICS_PORT and PROMETHEUS_MULTIPROC_DIR"):
        call_command("metrics")


def test_a_taken_port_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.METRICS_DIRECTORY = str(tmp_path)
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.METRICS_PORT = taken.getsockname()[1]
        with pytest.raises(CommandError, match="Can't listen"):
            call_command("metrics")


def test_a_directory_that_is_missing_stops_the_start_by_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=starting.CHECKOUT,
        env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "PROMETHEUS_MULTIPROC_DIR is no directory" in done.stderr


def test_made_up_methods_are_one_label() -> None:
    for number in range(50):
        metrics.count(f"METHOD{number}", 405, 0.001)
    labels = {
        sample.labels["method"]
        for metric in metrics.REQUESTS.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    }
    assert "other" in labels
    assert not [label for label in labels if re.match(r"METHOD\d", label)]


def test_processes_of_two_containers_never_write_into_one_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = set()
    for host in ("one", "two"):
        monkeypatch.setattr(metrics, "HOST", host)
        names.add(metrics.process_name())
    assert len(names) == 2


@pytest.mark.django_db
def test_mails_documents_and_the_record_are_watched() -> None:
    before = gauges()
    now = portal_clock.now()
    state = Message.State
    for _number in range(3):
        make_message(state=state.WAITING, due_at=now)
    make_message(state=state.WAITING, due_at=now + timedelta(days=1))
    make_message(state=state.SET_ASIDE)
    make_message(state=state.SENT, sent_at=now)
    make_rendition()
    after = gauges()
    changed = {name: after[name] - before[name] for name in after}
    assert changed["prestizh_messages_due"] == 3
    assert changed["prestizh_messages_later"] == 1
    assert changed["prestizh_messages_set_aside"] == 1
    assert changed["prestizh_renditions_failed"] == 1
    assert after["prestizh_record_entries"] >= after["prestizh_record_chains"]
    assert after["prestizh_database_up"] == 1


@pytest.mark.django_db
def test_a_consultation_after_its_term_without_a_report_is_watched(clock: Clock) -> None:
    consultation = make_open(make_clerk())
    assert gauges()["prestizh_consultations_open"] == 1
    assert gauges()["prestizh_consultations_without_report"] == 0
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at)
    assert gauges()["prestizh_consultations_open"] == 0
    assert gauges()["prestizh_consultations_without_report"] == 1
