"""Triggers: a step carries the stage and stands; what is frozen stays. No ЕГН comes in anywhere."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = "".join(
    f"DROP FUNCTION direct_{name} CASCADE;"
    for name in ("carry_stage()", "keep_stage()", "has_egn(text)", "is_egn(text)")
)


class Migration(migrations.Migration):
    dependencies = [("direct", "0001_register"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
