"""Nobody changes the record: not the application, not its owner, not a superuser by a slip."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections
from django.db.migrations.exceptions import IrreversibleError
from django.db.transaction import atomic

from tests.databases import superuser_url
from tests.ledger.chains import make_chain

TABLES = ["entry", "value", "removal", "head", "clock", "dailyroot"]
CHANGES = {
    "entry": "UPDATE ledger_entry SET kind = 'test.forged'",
    "value": "UPDATE ledger_value SET value = 'forged'",
    "removal": "UPDATE ledger_removal SET erased = true",
    "head": "UPDATE ledger_head SET number = number + 1",
    "clock": "UPDATE ledger_clock SET ahead = interval '-1 day'",
    "dailyroot": "UPDATE ledger_dailyroot SET entries = 0",
}


def attempts(table: str) -> list[str]:
    """What would change or empty the table."""
    return [
        CHANGES[table],
        f"DELETE FROM ledger_{table}",
        f"TRUNCATE ledger_{table} CASCADE",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_not_change_a_row(db: None, table: str) -> None:
    for attempt in attempts(table):
        with pytest.raises(ProgrammingError, match="permission denied"), atomic():
            with connection.cursor() as cursor:
                cursor.execute(attempt)


@pytest.mark.parametrize("table", ["entry", "value", "removal", "head", "clock"])
def test_the_application_may_not_add_a_row_past_the_functions(db: None, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO ledger_{table} DEFAULT VALUES")


@pytest.mark.parametrize(
    "attempt",
    [
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "DROP TABLE ledger_value",
        "SET ROLE prestizh_record",
        "SET ROLE prestizh_owner",
        "SET session_replication_role = replica",
        "CREATE TABLE public.mine ()",
        "SELECT public.ledger_chain(gen_random_uuid(), 'record.erased', '{}', '{}', '{}', '{}')",
        "SELECT public.ledger_name_removed(gen_random_uuid(), '{}', '{}', 1, true)",
        "SELECT nextval('ledger_entry_id_seq')",
        "CREATE OR REPLACE FUNCTION public.ledger_patience() RETURNS interval LANGUAGE sql"
        " RETURN interval '1 year'",
    ],
)
def test_the_application_may_not_get_round_it(db: None, attempt: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), atomic():
        with connection.cursor() as cursor:
            cursor.execute(attempt)


def test_an_object_of_the_callers_own_is_not_used_by_the_functions(committed_db: str) -> None:
    """A function that runs with its owner's rights looks names up in pg_catalog only."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE ledger_head (subject uuid, number bigint, hash bytea)")
        cursor.execute("SET search_path = pg_temp, public")
    subject, made = make_chain(2)
    assert [recorded.number for recorded in made] == [1, 2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_temp.ledger_head")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT number FROM public.ledger_head WHERE subject = %s", [subject])
        assert cursor.fetchone() == (2,)


@pytest.mark.parametrize("table", TABLES)
def test_the_triggers_stop_the_owner_too(committed_db: str, table: str) -> None:
    make_chain()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_dailyroot VALUES ('2026-01-01', now(), 0, '', sha256(''), '')"
        )
        cursor.execute(
            "INSERT INTO ledger_removal (entry_id, field, by_id, erased)"
            " SELECT min(id), 'x', max(id), false FROM ledger_entry"
        )
        for attempt in attempts(table):
            with pytest.raises(Exception, match=r"append-only|only forward"):
                cursor.execute(attempt)


@pytest.mark.parametrize("always", [True, False])
def test_replica_mode_does_not_pass_the_triggers(committed_db: str, *, always: bool) -> None:
    """The control: a trigger that is not ENABLE ALWAYS is passed by."""
    make_chain()
    with psycopg.connect(superuser_url(committed_db), autocommit=True) as superuser:
        if not always:
            superuser.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_stays")
        superuser.execute("SET session_replication_role = replica")
        if always:
            with pytest.raises(psycopg.Error, match="append-only"):
                superuser.execute("UPDATE ledger_entry SET kind = 'test.forged'")
        else:
            assert superuser.execute("UPDATE ledger_entry SET kind = 'test.forged'").rowcount == 3


def test_a_record_with_facts_is_not_migrated_away(committed_db: str) -> None:
    make_chain(1)
    with pytest.raises(IrreversibleError):
        call_command("migrate", "ledger", "zero", database="owner", verbosity=0)
