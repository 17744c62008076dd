"""Triggers: a briefing paper is never deleted, and stays what it was."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = (
    "DROP FUNCTION gatherings_keep_paper() CASCADE;"
    "DROP TRIGGER IF EXISTS stays ON gatherings_briefingpaper;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("gatherings", "0005_papers_and_shares"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
