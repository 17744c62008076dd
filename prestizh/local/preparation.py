"""What the demo does in the database and on disk before its processes start, with Django set up.

Each step first looks whether it is needed, so that a second start takes seconds.
"""

import hashlib
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from prestizh.local import content

# Made by the owner, outside the migrations: no other portal has it.
MARK = "demo_content_is_complete"


def migrate() -> bool:
    """Brings the database up to the code, as the owner; tells whether there was anything to do."""
    executor = MigrationExecutor(connections["owner"])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static() -> bool:
    """Collects and compresses the static files if any has changed; tells whether it did."""
    files = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            files.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    mark = Path(str(settings.STATIC_ROOT)) / ".collected-from"
    if mark.exists() and mark.read_text() == files.hexdigest():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(files.hexdigest())
    return True


def has_content() -> bool:
    """Whether the example content was put in to its end."""
    return MARK in connections["owner"].introspection.table_names()


def is_new() -> bool:
    """Whether nobody has made tables in the database yet."""
    return not connections["owner"].introspection.table_names()


def fill() -> None:
    """Puts the example content in through the portal's acts, and marks it complete."""
    content.fill()
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARK} (at timestamptz NOT NULL DEFAULT now())")


def accounts() -> list[str]:
    """Who can sign in to the demo, one line each."""
    rows = content.accounts()
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def rewrite_pages() -> None:
    """Renders the pieces of the public pages anew, with the words and templates of today."""
    call_command("rewrite_pages", verbosity=0, stdout=StringIO())
