"""A dump of the record restores under another time zone, and verifies."""

import os
import subprocess
from pathlib import Path

import psycopg
from django.db.transaction import atomic

from prestizh.ledger import daily, readiness, reading
from prestizh.ledger.removal import erase
from tests.databases import drop, new_name, pointed_at, superuser, superuser_url
from tests.factories import make_user
from tests.ledger.chains import make_chain
from tests.ledger.forging import verify_ledger

PROGRAMS = Path(os.environ["PRESTIZH_TEST_POSTGRES"].partition(": ")[2].rstrip(")"))


def dump(database: str, file: Path) -> None:
    """Dump the database as README says."""
    subprocess.run(
        [PROGRAMS / "pg_dump", "--format=custom", f"--file={file}", superuser_url(database)],
        check=True,
        env={"PGTZ": "Europe/Sofia"},
    )


def restore(file: Path, database: str) -> None:
    """Restore the dump into a new database, in a session that lives in UTC."""
    with superuser() as connection:
        connection.execute(f"CREATE DATABASE {database} TEMPLATE template0".encode())
    subprocess.run(
        [
            PROGRAMS / "pg_restore",
            "--exit-on-error",
            f"--dbname={superuser_url(database)}",
            file,
        ],
        check=True,
        env={"PGTZ": "UTC"},
    )


def test_a_dump_restores_and_verifies(committed_db: str, tmp_path: Path) -> None:
    subject, _ = make_chain(3)
    with atomic():
        erase(
            subject,
            [(1, "author")],
            reason="x",
            actor=make_user(),
            second=make_user(),
        )
    daily.keep_root()
    before = reading.root()
    dump(committed_db, tmp_path / "dump")
    restored = new_name("restored")
    restore(tmp_path / "dump", restored)
    try:
        with pointed_at(restored):
            assert verify_ledger().code == 0
            assert reading.root() == before
            assert readiness.problems() == []
            make_chain(1, subject)
            assert verify_ledger().code == 0
        with psycopg.connect(superuser_url(restored)) as connection:
            found = connection.execute("SELECT ahead = interval '0' FROM ledger_clock").fetchall()
        assert found == [(True,)]
    finally:
        drop(restored)
