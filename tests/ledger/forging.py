"""What somebody with all power over the database could do to the record, and who finds it."""

import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import psycopg
from django.core.management import CommandError, call_command

from prestizh.ledger import verifier
from tests.databases import superuser_url

TABLES = ("entry", "value", "removal", "head", "dailyroot")
VERIFIER = Path(verifier.__file__)


@dataclass(frozen=True)
class Answer:
    """How a verification ended, and what it printed."""

    code: int
    said: str


def forge(database: str, sql: str) -> None:
    """Run `sql` as a superuser, with every trigger switched off."""
    with psycopg.connect(superuser_url(database)) as superuser:
        for table in TABLES:
            superuser.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER ALL".encode())
        superuser.execute(sql.encode())
        for table in TABLES:
            superuser.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER ALL".encode())


def verify_ledger() -> Answer:
    """`manage.py verify_ledger`."""
    out = StringIO()
    try:
        call_command("verify_ledger", stdout=out)
    except CommandError as error:
        return Answer(error.returncode, str(error))
    return Answer(0, out.getvalue())


def stand_alone(file: Path, *options: str, program: Path = VERIFIER) -> Answer:
    """The verifier as an expert runs it: by itself, with nothing of the project to be imported."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(program), str(file), *options],
        cwd="/",
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    return Answer(done.returncode, done.stdout + done.stderr)
