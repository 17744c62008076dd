"""`manage.py demo`: the whole portal on one machine, with example content; stops as one.

It sets up the servers, the database and the content, starts the web server and the worker as
children, and waits. Ctrl-C, SIGTERM, or the end of any child ends all of them.
"""

import argparse
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from types import FrameType

from prestizh.local import postgres, processes, standing, starting, translations
from prestizh.local.ground import DemoError, Ground, has_own_servers


def main(arguments: Sequence[str]) -> int:
    """Runs the demo until it is stopped; the exit status."""
    options = parse(arguments)
    # Whatever asks us to end, everything that was started is stopped on the way out. SIGINT too: a
    # shell that starts us in the background has it ignored.
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, interrupted)
    try:
        with ExitStack() as stack:
            return run(options, stack)
    except KeyboardInterrupt:
        say("\nStopped.")
        return 0
    except (DemoError, postgres.PostgresMissingError) as refusal:
        say(str(refusal))
        return 1


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser("manage.py demo", description="Starts the whole portal.")
    parser.add_argument("--port", type=int, default=8000, help="where it listens (8000)")
    parser.add_argument("--fresh", action="store_true", help="delete what was done and start over")
    parser.add_argument("--yes", action="store_true", help="with --fresh: do not ask")
    return parser.parse_args(arguments)


def interrupted(number: int, frame: FrameType | None) -> None:
    """Turns a signal into what Ctrl-C raises."""
    raise KeyboardInterrupt


def run(options: argparse.Namespace, stack: ExitStack) -> int:
    """Starts everything, says where it is, and waits for the end."""
    began = time.monotonic()
    own = has_own_servers()
    check_port(options.port)
    ground = Ground(standing.directory(), stack)
    ground.claim()
    if options.fresh:
        start_over(ground, own=own, asks=not options.yes)
    starting.compile_code()
    say("Starting the database and the broker …")
    os.environ.update(ground.start_servers())
    os.environ["PRESTIZH_DEMO"] = "1"
    os.environ["SITE_URL"] = f"http://localhost:{options.port}"
    os.environ["ALLOWED_HOSTS"] = "127.0.0.1"  # the same place, as some type it
    accounts = ground.remembered()
    if accounts is None:
        accounts = prepare(ground)
        ground.remember(accounts)
    running = start_processes(ground, options.port, stack)
    noted = standing.note(ground.directory, os.environ)
    stack.callback(noted.unlink, missing_ok=True)
    welcome(ground, accounts, time.monotonic() - began)
    return wait(running)


def check_port(port: int) -> None:
    """Refuses a port that somebody else listens on."""
    with closing(socket.socket()) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as taken:
            raise DemoError(
                f"Port {port} can't be used ({taken}). Choose another: --port 8080"
            ) from taken


def start_over(ground: Ground, *, own: bool, asks: bool) -> None:
    """Deletes what earlier demos left, after asking."""
    if not own:
        raise DemoError(
            "--fresh deletes only what the demo made itself. DATABASE_URL leads elsewhere: "
            "empty that database yourself."
        )
    if asks:
        if not sys.stdin.isatty():
            raise DemoError("--fresh asks first. Without a terminal add --yes.")
        question = f"Everything done in the demo ({ground.directory}) will be deleted. Type yes: "
        if input(question).strip().lower() not in {"yes", "y", "да"}:
            raise DemoError("Nothing was deleted.")
    ground.clear()


def prepare(ground: Ground) -> list[str]:
    """Translations, tables, static files and example content, as far as they are missing.

    Returns what to tell about the accounts.
    """
    import django

    translations.compile_all()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prestizh.settings")
    django.setup()

    # Only now, because these modules need Django's settings.
    from django.db import connections

    from prestizh.local import preparation

    new = preparation.is_new()
    if preparation.migrate():
        say("The tables are made.")
    if preparation.collect_static():
        say("The static files are collected.")
    if not preparation.has_content():
        if not new:
            # An earlier start was stopped in the middle of it.
            connections.close_all()
            ground.empty_database()
            preparation.migrate()
        say("Putting the example content in; this is done once and takes a while …")
        preparation.fill()
        ground.note_content()
    else:
        # Other code may show the same record otherwise.
        preparation.rewrite_pages()
    connections.close_all()
    return preparation.accounts()


def start_processes(ground: Ground, port: int, stack: ExitStack) -> list[starting.Service]:
    """Starts web server and worker, as an ordinary user where that user can read us."""
    account = ground.account if starting.may_run_here(ground.account) else None
    if ground.account is not None and account is None:
        say("An ordinary user can't read this checkout or its Python: the portal runs as root.")
    logs = ground.logs()
    env = dict(os.environ)
    watched = bool(env.get("METRICS_PORT"))
    if watched:
        # Beside the logs, which each start makes anew.
        shelf = processes.directory_of(logs / "metrics", account)
        env["PROMETHEUS_MULTIPROC_DIR"] = str(shelf)
    web = starting.web(port, workers=2, env=env, logs=logs, account=account)
    stack.callback(web.stop)
    if not starting.answers(port, web):
        raise DemoError(f"The web server did not start:\n{processes.tail(web.log, 30)}")
    # Afterwards, so that the first page need not wait for it.
    worker = starting.worker(env=env, logs=logs, account=account)
    stack.callback(worker.stop)
    if not watched:
        return [web, worker]
    metrics = starting.metrics(env=env, logs=logs, account=account)
    stack.callback(metrics.stop)
    return [web, worker, metrics]


def welcome(ground: Ground, accounts: Sequence[str], seconds: float) -> None:
    """Says where the portal is and who can sign in."""
    say(f"\nThe portal is ready after {seconds:.1f} s:  {os.environ['SITE_URL']}/\n")
    for line in accounts:
        say("  " + line)
    if ground.has_older_content():
        say("\nThe example content is as an earlier version made it; what is newer has none.")
        say("--fresh makes all of it anew, and deletes what was done in this demo.")
    if ground.cluster is not None and ground.cluster.programs.source == "wheel":
        say("\n(PostgreSQL from a Python package: good for a trial, never for a real portal.)")
    say("\nWhile it runs: python3 manage.py verify_ledger checks the record.")
    say("Ctrl-C stops everything.")


def wait(running: Sequence[starting.Service]) -> int:
    """Waits until one of the processes ends, which ends the others; its log tells why."""
    while True:
        for service in running:
            if service.process.poll() is not None:
                say(f"The {service.name} process ended by itself:")
                say(processes.tail(service.log, 30))
                return 1
        time.sleep(0.5)


def say(line: str) -> None:
    """Tells the person at the terminal."""
    print(line, flush=True)
