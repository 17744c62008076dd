"""Triggers: versions of papers stand for ever, nothing of a room is deleted, an end stays."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
TABLES = ("paperversion", "paper", "workspace")
BACKWARDS = "DROP FUNCTION workspaces_keep_end() CASCADE;" + "".join(
    f"DROP TRIGGER IF EXISTS {name} ON workspaces_{table};"
    for table in TABLES
    for name in ("stands", "stays")
)


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0001_rooms_and_papers"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
