"""Triggers: what was said and what was done with a task stands for ever."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
TABLES = ("postversion", "taskstep", "post", "topic", "task")
BACKWARDS = "".join(
    f"DROP TRIGGER IF EXISTS {name} ON workspaces_{table};"
    for table in TABLES
    for name in ("stands", "stays", "keep_end")
)


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0003_talks_and_tasks")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
