"""Triggers: what was counted and voted at a session stands."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
TABLES = ("attendance", "tablevote", "score", "session", "motion")
BACKWARDS = (
    "DROP FUNCTION gatherings_may_vote() CASCADE; DROP FUNCTION gatherings_keep_verdict() CASCADE;"
    "DROP TRIGGER IF EXISTS keep_bulletin ON gatherings_session;"
) + "".join(
    f"DROP TRIGGER IF EXISTS {name} ON gatherings_{table};"
    for table in TABLES
    for name in ("stands", "stays")
)


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0003_sessions"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
