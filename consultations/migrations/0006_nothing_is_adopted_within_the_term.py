"""PostgreSQL refuses to adopt what is still open for opinions."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = "DROP FUNCTION consultations_not_within_the_term() CASCADE"


class Migration(migrations.Migration):
    dependencies = [("consultations", "0005_drafts_put_aside")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
