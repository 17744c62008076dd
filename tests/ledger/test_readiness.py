"""The portal is not ready when the database does not guard the record."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from prestizh.ledger import clock, readiness
from tests.fixtures_clock import MAY_STEP, as_superuser

LOOSENED = {
    "may UPDATE": ("GRANT UPDATE ON ledger_entry TO prestizh_app", "ledger_entry"),
    "may UPDATE a column": ("GRANT UPDATE (value) ON ledger_value TO PUBLIC", "ledger_value"),
    "may INSERT": ("GRANT INSERT ON ledger_head TO prestizh_app", "ledger_head"),
    "may TRUNCATE": ("GRANT TRUNCATE ON ledger_dailyroot TO prestizh_app", "ledger_dailyroot"),
    "may not read": ("REVOKE SELECT ON ledger_removal FROM prestizh_app", "ledger_removal"),
    "another owner": ("ALTER TABLE ledger_entry OWNER TO prestizh_owner", "ledger_entry"),
    "no trigger": ("DROP TRIGGER ledger_value_goes ON ledger_value", "ledger_value_goes"),
    "a trigger off": (
        "ALTER TABLE ledger_head DISABLE TRIGGER ledger_head_stays",
        "ledger_head_stays",
    ),
    "a trigger not always on": (
        "ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_stays",
        "ledger_entry_stays",
    ),
    "may step the clock": (MAY_STEP, "ledger_step_clock"),
    "may not append": (
        "REVOKE EXECUTE ON FUNCTION ledger_append FROM prestizh_app",
        "ledger_append",
    ),
    "without the owner's rights": (
        "ALTER FUNCTION ledger_erase SECURITY INVOKER",
        "ledger_erase",
    ),
    "on another path": ("ALTER FUNCTION ledger_append RESET search_path", "ledger_append"),
    "another patience": (
        "CREATE OR REPLACE FUNCTION ledger_patience() RETURNS interval LANGUAGE sql IMMUTABLE"
        " RETURN interval '1 year'",
        "ledger_patience",
    ),
    "no function": ("DROP FUNCTION ledger_withhold", "ledger_withhold"),
    "no table": ("DROP TABLE ledger_dailyroot", "ledger_dailyroot"),
}


def test_a_migrated_database_is_ready(committed_db: str) -> None:
    assert readiness.problems() == []


@pytest.mark.parametrize("what", LOOSENED)
def test_a_loosened_one_is_not(committed_db: str, what: str) -> None:
    sql, named = LOOSENED[what]
    as_superuser(sql)
    found = readiness.problems()
    assert any(named in problem for problem in found), found


@pytest.mark.parametrize("role", ["prestizh_owner", "postgres"])
def test_running_as_a_role_that_may_do_more_is_not(committed_db: str, role: str) -> None:
    usual = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = role
    try:
        found = readiness.problems()
    finally:
        connection.close()
        connection.settings_dict["USER"] = usual
    assert any(f"role {role} may do whatever" in problem for problem in found), found


def test_a_stepped_clock_is_not_ready_except_in_a_demo(
    committed_db: str, settings: Settings
) -> None:
    clock.step(timedelta(hours=1))
    settings.DEMO = False
    assert len(readiness.problems()) == 1
    settings.DEMO = True
    assert readiness.problems() == []


def test_a_server_that_does_not_sync_is_not_ready(committed_db: str, settings: Settings) -> None:
    settings.DATABASE_MUST_SYNC = True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pg_settings WHERE setting = 'off' AND name ="
            " ANY('{fsync,full_page_writes,synchronous_commit}')"
        )
        off = [name for (name,) in cursor.fetchall()]
    assert off
    found = readiness.problems()
    assert len(found) == len(off)
    assert all(any(name in problem for problem in found) for name in off)
