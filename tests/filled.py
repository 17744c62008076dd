"""The example content as a database to copy: put in once for a run, whoever asks first."""

import os
import shutil
import subprocess
import sys
import tempfile

from psycopg import sql

from prestizh.local import starting
from prestizh.local.content.people import PASSWORD
from tests import databases

__all__ = ["PASSWORD", "clone_filled"]

FILLED = "template_filled"
FILLING_LOCK = 26_001
# Its own process, because the tests' has weaker passwords and another database.
FILL = """
import django

django.setup()
from prestizh.documents.renditions import render_one
from prestizh.local import content

content.fill()
# Else each town would begin by making the same papers, beside the test.
while render_one():
    pass
"""


def clone_filled(name: str) -> None:
    """Makes the database `name` with the example content, as the demo has it."""
    with databases.superuser() as connection:
        # Released when the connection closes.
        connection.execute("SELECT pg_advisory_lock(%s)", [FILLING_LOCK])
        if not _is_filled():
            _fill()
        databases.clone(name, FILLED)


def _is_filled() -> bool:
    with databases.superuser() as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [FILLED])
        return found.fetchone() is not None


def _fill() -> None:
    """Fills a database under another name first: a half-filled one must not be taken for it."""
    draft = databases.new_name("filling")
    databases.clone(draft)
    # What is written for everybody names the icons by the address that collecting gives them.
    static = tempfile.mkdtemp(prefix="prestizh-static-")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "prestizh.settings",
        "PRESTIZH_DEMO": "1",
        "STATIC_ROOT": static,
        **{
            setting: os.environ[setting].rpartition("/")[0] + "/" + draft
            for setting in ("DATABASE_URL", "DATABASE_OWNER_URL")
        },
    }
    for command in (["manage.py", "collectstatic", "--noinput", "--verbosity=0"], ["-c", FILL]):
        subprocess.run(
            [sys.executable, *command], env=environment, cwd=starting.CHECKOUT, check=True
        )
    shutil.rmtree(static)
    with databases.superuser() as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(draft), sql.Identifier(FILLED)
            )
        )
