"""Triggers: a published version stands, a questionnaire keeps its name in the record."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
NAMES = ("keep_version", "keep_name")
BACKWARDS = "DROP TRIGGER stays ON questionnaires_questionnaire;" + "".join(
    f"DROP FUNCTION questionnaires_{name}() CASCADE;" for name in NAMES
)


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0001_questionnaires"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
