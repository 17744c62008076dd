"""Triggers: who asked for a meeting, its roll from the opening on, its attendance after the end."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__)
FORWARDS = HERE.with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = HERE.with_name(f"{HERE.stem}_back.sql").read_text(encoding="utf-8")
# Before, an extraordinary meeting said in words only who had asked for it.
NAMED = "UPDATE meetings_meeting SET asked_by = 'chair' WHERE kind = 'extraordinary'"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_rolls_and_requests")]

    operations = [
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
