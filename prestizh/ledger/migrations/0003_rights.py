"""Gives the record to the role ``prestizh_record`` and lets the application read it and call what appends to it."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.state import StateApps

RECORD = "prestizh_record"
TABLES = ["ledger_entry", "ledger_value", "ledger_removal", "ledger_head", "ledger_clock"]
INTERNAL = [
    "ledger_chain(uuid, text, text[], bytea[], text[], boolean[])",
    "ledger_name_removed(uuid, bigint[], text[], bigint, boolean)",
    "ledger_removal_lines(bigint[], text[])",
    "ledger_step_clock(interval)",
    "ledger_refuse()",
    "ledger_value_goes()",
    "ledger_head_moves()",
    "ledger_clock_moves()",
]
FOR_THE_APPLICATION = [
    "ledger_append(uuid, text, text[], bytea[], text[], boolean[])",
    "ledger_withhold(uuid, bigint[], text[], text, text, bytea[])",
    "ledger_erase(uuid, bigint[], text[], text, text, text, bytea[])",
    "ledger_now()",
    "ledger_patience()",
    "ledger_commitment(text, bytea, text)",
    "ledger_entry_hash(uuid, bigint, timestamptz, bytea, text, text[], boolean[], bytea[])",
]


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Hand tables and functions over; refuse to go on if the two database addresses name one role."""
    role = settings.DATABASES["default"].get("USER", "")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (migrating,) = cursor.fetchone()
    if role in {"", migrating}:
        msg = (
            "DATABASE_URL must name the application's own database role (prestizh_app), and DATABASE_OWNER_URL the "
            "migrating one (prestizh_owner): the record's rights rest on their being two."
        )
        raise ImproperlyConfigured(msg)
    app, quote = schema_editor.quote_name(role), schema_editor.quote_name
    for table in TABLES:
        schema_editor.execute(f"REVOKE ALL ON public.{table} FROM PUBLIC, {app}")
        schema_editor.execute(f"ALTER TABLE public.{table} OWNER TO {quote(RECORD)}")
        schema_editor.execute(f"GRANT SELECT ON public.{table} TO {app}")
    for table in ["ledger_entry", "ledger_value", "ledger_removal"]:
        schema_editor.execute(f"REVOKE ALL ON SEQUENCE public.{table}_id_seq FROM PUBLIC, {app}")
    for function in INTERNAL + FOR_THE_APPLICATION:
        schema_editor.execute(f"REVOKE ALL ON FUNCTION public.{function} FROM PUBLIC")
        schema_editor.execute(f"ALTER FUNCTION public.{function} OWNER TO {quote(RECORD)}")
    for function in FOR_THE_APPLICATION:
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION public.{function} TO {app}")


def take_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give tables and functions back to the migrating role, if nothing was recorded yet."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM public.ledger_entry)")
        if cursor.fetchone() != (False,):
            msg = "Facts were recorded here: the record's migrations are not taken back."
            raise IrreversibleError(msg)
    for function in INTERNAL + FOR_THE_APPLICATION:
        schema_editor.execute(f"ALTER FUNCTION public.{function} OWNER TO CURRENT_USER")
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE public.{table} OWNER TO CURRENT_USER")


class Migration(migrations.Migration):
    """Needs the roles of ``prestizh/ledger/roles.sql``."""

    dependencies = [("ledger", "0002_functions")]
    operations = [migrations.RunPython(grant, take_back)]
