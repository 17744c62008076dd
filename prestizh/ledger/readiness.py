"""Whether the database guards the record as it must: read from the application's own session."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection

from prestizh.ledger import clock

RECORD = "prestizh_record"
# What the application's role may do with each table; everything else must be refused.
GRANTS = {
    "ledger_entry": {"SELECT"},
    "ledger_value": {"SELECT"},
    "ledger_removal": {"SELECT"},
    "ledger_head": {"SELECT"},
    "ledger_clock": {"SELECT"},
    "ledger_dailyroot": {"SELECT", "INSERT"},
}
PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
TRIGGERS = {
    "ledger_entry_stays",
    "ledger_entry_not_emptied",
    "ledger_value_stays",
    "ledger_value_goes",
    "ledger_value_not_emptied",
    "ledger_removal_stays",
    "ledger_removal_not_emptied",
    "ledger_head_moves",
    "ledger_head_stays",
    "ledger_head_not_emptied",
    "ledger_clock_moves",
    "ledger_clock_stays",
    "ledger_clock_not_emptied",
    "ledger_root_stays",
    "ledger_root_not_emptied",
}
# Functions that the application must be able to call, and those that it must not.
CALLABLE = {
    "ledger_append",
    "ledger_commitment",
    "ledger_entry_hash",
    "ledger_erase",
    "ledger_now",
    "ledger_patience",
    "ledger_withhold",
}
INTERNAL = {
    "ledger_chain",
    "ledger_clock_moves",
    "ledger_head_moves",
    "ledger_name_removed",
    "ledger_refuse",
    "ledger_removal_lines",
    "ledger_step_clock",
    "ledger_value_goes",
}
DEFINER = {"ledger_append", "ledger_erase", "ledger_step_clock", "ledger_withhold"}
PATH = "search_path=pg_catalog, pg_temp"
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def problems() -> list[str]:
    """What keeps the portal from serving, in English, for operators; empty when all is well."""
    return [*_role(), *_tables(), *_triggers(), *_functions(), *_server(), *_clock()]


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _role() -> Iterator[str]:
    """The application must not be able to become who owns the record."""
    sql = (
        "SELECT rolsuper, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
        " AND pg_has_role(current_user, %s, 'MEMBER'), current_user"
        " FROM pg_roles WHERE rolname = current_user"
    )
    for superuser, member, name in _rows(sql, RECORD, RECORD):
        if superuser or member:
            yield f"The application's role {name} may do whatever the record's owner may."


def _tables() -> Iterator[str]:
    sql = (
        "SELECT relname, relowner::regrole::text, ARRAY(SELECT privilege FROM unnest(%s::text[])"
        " AS privilege WHERE has_table_privilege(oid, privilege) OR (privilege IN ('SELECT',"
        " 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(oid, privilege)))"
        " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)"
    )
    found = {name: rest for name, *rest in _rows(sql, list(PRIVILEGES), list(GRANTS))}
    for table, granted in GRANTS.items():
        if table not in found:
            yield f"The table {table} is missing."
            continue
        owner, privileges = found[table]
        if owner != RECORD:
            yield f"The table {table} belongs to {owner} instead of {RECORD}."
        if not isinstance(privileges, list) or set(privileges) != granted:
            yield f"On {table} the application may {privileges} instead of {sorted(granted)}."


def _triggers() -> Iterator[str]:
    rows = _rows(
        "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal"
        " AND tgname = ANY(%s)",
        list(TRIGGERS),
    )
    for name in sorted(TRIGGERS - {str(name) for (name,) in rows}):
        yield f"The trigger {name} is missing or not always enabled."


def _functions() -> Iterator[str]:
    sql = (
        "SELECT proname, proowner::regrole::text, has_function_privilege(oid, 'EXECUTE'),"
        " prosecdef, coalesce(%s = ANY(proconfig), false)"
        " FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = ANY(%s)"
    )
    found = {name: rest for name, *rest in _rows(sql, PATH, list(CALLABLE | INTERNAL))}
    for name in sorted(CALLABLE | INTERNAL):
        if name not in found:
            yield f"The function {name} is missing."
            continue
        owner, may_call, definer, fixed_path = found[name]
        if owner != RECORD:
            yield f"The function {name} belongs to {owner} instead of {RECORD}."
        if may_call != (name in CALLABLE):
            yield f"The application {'may' if may_call else 'may not'} call {name}."
        if definer != (name in DEFINER) or (definer and not fixed_path):
            yield f"The function {name} runs with other rights or another path than it must."


def _server() -> Iterator[str]:
    """Acknowledged means on disk, unless the settings say that this cluster is thrown away."""
    if settings.DATABASE_MUST_SYNC:
        for name, value in _rows(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", list(DURABLE)
        ):
            if value not in {"on", "remote_apply"}:
                yield f"PostgreSQL runs with {name} = {value}."


def _clock() -> Iterator[str]:
    if _rows(
        "SELECT FROM public.ledger_clock WHERE public.ledger_patience() > interval '30 seconds'"
    ):
        yield "The function ledger_patience lets a transaction be recorded too late."
    if not settings.DEMO and not clock.is_true():
        yield f"The portal's clock is {clock.ahead()} ahead of the server's."
