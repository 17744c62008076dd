"""Triggers: a step carries the stage and stands for ever; nothing of a body is deleted."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = "".join(
    f"DROP FUNCTION bodies_{name}() CASCADE;" for name in ("carry_stage", "keep_stage", "refuse")
)


class Migration(migrations.Migration):
    dependencies = [("bodies", "0001_bodies")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
