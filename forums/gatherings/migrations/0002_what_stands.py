"""Triggers: a step carries the stage, a closed list and a draw stay as they are."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
FUNCTIONS = ("carry_stage", "keep_stage", "keep_draw", "keep_list")
TABLES = ("forumchange", "replacement", "forum", "draw", "registration")
BACKWARDS = "".join(f"DROP FUNCTION gatherings_{name}() CASCADE;" for name in FUNCTIONS) + "".join(
    f"DROP TRIGGER IF EXISTS {name} ON gatherings_{table};"
    for table in TABLES
    for name in ("stands", "stays")
)


class Migration(migrations.Migration):
    dependencies = [
        ("gatherings", "0001_forums"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
