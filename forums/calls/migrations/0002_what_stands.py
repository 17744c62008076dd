"""Triggers: steps stand, what was published or sent stays, points are given while it is assessed."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
NAMES = ("carry_stage", "keep_call", "keep_terms", "keep_application", "keep_protocol")
BACKWARDS = "".join(f"DROP FUNCTION calls_{name}() CASCADE;" for name in NAMES)


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_calls"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
