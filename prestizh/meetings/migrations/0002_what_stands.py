"""Triggers: a step carries the stage; notice, rules, quorum and votes stay as they were."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = "".join(
    f"DROP FUNCTION meetings_{name}() CASCADE;"
    for name in ("carry_stage", "keep", "keep_motion", "cast", "refuse")
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
