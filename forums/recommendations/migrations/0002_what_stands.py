"""Triggers: a step carries the stage, an answer the outcome; what was sent and answered stands."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
FUNCTIONS = ("carry_stage", "keep", "carry_report", "keep_measure")
STANDS = ("recommendationchange", "answer", "measurereport", "link")
STAYS = ("recommendation", "measure")
BACKWARDS = "".join(f"DROP FUNCTION recommendations_{name}() CASCADE;" for name in FUNCTIONS)
BACKWARDS += "".join(f"DROP TRIGGER stands ON recommendations_{name};" for name in STANDS)
BACKWARDS += "".join(f"DROP TRIGGER stays ON recommendations_{name};" for name in STAYS)


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0001_recommendations"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
