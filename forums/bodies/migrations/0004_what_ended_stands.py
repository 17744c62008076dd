"""A trigger: a membership keeps its seat, and one that ended stays ended."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("bodies", "0003_absences")]

    operations = [migrations.RunSQL(FORWARDS, "DROP FUNCTION bodies_keep_membership() CASCADE;")]
