"""The roots that are published day by day: the application adds them, nobody changes one."""

import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import prestizh.ledger.models

TABLE = "public.ledger_dailyroot"
TRIGGERS = {
    "ledger_root_stays": "UPDATE OR DELETE ON {} FOR EACH ROW",
    "ledger_root_not_emptied": "TRUNCATE ON {} FOR EACH STATEMENT",
}


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the application read and add, and refuse the rest to everybody."""
    app = schema_editor.quote_name(settings.DATABASES["default"]["USER"])
    for name, event in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event.format(TABLE)} EXECUTE FUNCTION public.ledger_refuse()"
        )
        schema_editor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")
    schema_editor.execute(f"REVOKE ALL ON {TABLE} FROM PUBLIC, {app}")
    schema_editor.execute(f"ALTER TABLE {TABLE} OWNER TO prestizh_record")
    schema_editor.execute(f"GRANT SELECT, INSERT ON {TABLE} TO {app}")


def unprotect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again, so that the functions can be dropped."""
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name} ON {TABLE}")


class Migration(migrations.Migration):
    """One row a day."""

    dependencies = [("ledger", "0003_rights")]
    operations = [
        migrations.CreateModel(
            name="DailyRoot",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("entries", models.BigIntegerField()),
                ("heads", models.BinaryField()),
                ("root", models.BinaryField()),
                ("signature", models.BinaryField(default=b"")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            prestizh.ledger.models.Octets("root"), 32
                        ),
                        name="ledger_root_hash",
                    )
                ],
            },
        ),
        migrations.RunPython(protect, unprotect),
    ]
