"""Triggers: versions of a text stand for ever, a proposal is decided on once."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
TABLES = ("textversion", "sharedtext", "suggestion")
BACKWARDS = "".join(
    f"DROP TRIGGER IF EXISTS {name} ON workspaces_{table};"
    for table in TABLES
    for name in ("stands", "stays", "keep_end")
)


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0005_shared_texts")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
