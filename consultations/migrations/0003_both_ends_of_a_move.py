"""The triggers look at where a row goes, too, and closing at what still waits."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_the_database_holds_the_procedure")]

    # The functions of 0002 stay good without this: nothing is undone.
    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
