"""`manage.py bench NAME`: runs benchmarks/NAME.py, on a database of its own that syncs to the disk.

It never measures on the portal's own database: a benchmark writes what it likes.
"""

import argparse
import importlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from prestizh.local import postgres, processes, translations
from prestizh.local.starting import CHECKOUT

DATABASE = "bench"
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    "SECRET_KEY": "the benchmarks' own key, known to everybody",
    "SITE_URL": "http://localhost",
    "CELERY_BROKER_URL": "memory://",
    "LOG_LEVEL": "ERROR",
}


def main(arguments: Sequence[str]) -> int:
    """Runs one benchmark to its end; the exit status."""
    parser = argparse.ArgumentParser("manage.py bench", description="Runs one benchmark.")
    parser.add_argument("name", choices=names())
    name = parser.parse_args(arguments).name
    with ExitStack() as stack:
        try:
            os.environ.update(SETTINGS, **database(stack))
        except postgres.PostgresMissingError as missing:
            print(missing)
            return 1
        translations.compile_all()
        prepare_django(stack)
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


def names() -> list[str]:
    """The benchmarks that there are: the modules with a `main`; the others help them."""
    modules = (CHECKOUT / "benchmarks").glob("*.py")
    return sorted(path.stem for path in modules if "\ndef main(" in path.read_text())


def database(stack: ExitStack) -> dict[str, str]:
    """The addresses of a fresh database in a cluster that ends, and is deleted, with `stack`."""
    directory = Path(tempfile.mkdtemp(prefix="prestizh-bench-"))
    stack.callback(shutil.rmtree, directory, ignore_errors=True)
    cluster = postgres.Cluster(directory, postgres.find(), processes.ordinary_account())
    stack.callback(cluster.stop)
    cluster.create()
    cluster.start()
    cluster.prepare(DATABASE)
    return {
        "DATABASE_URL": cluster.url(postgres.APPLICATION, DATABASE),
        "DATABASE_OWNER_URL": cluster.url(postgres.OWNER, DATABASE),
    }


def prepare_django(stack: ExitStack) -> None:
    """Sets Django up and makes the tables; `stack` hangs up before the cluster ends."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    stack.callback(connections.close_all)
    call_command("migrate", verbosity=0, interactive=False)
