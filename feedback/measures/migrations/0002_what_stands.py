"""Triggers: a step carries the stage and the answer, a report the state; both stand for ever."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
FUNCTIONS = ("carry_stage", "keep", "carry_report", "keep_measure")
STANDS = ("improvementchange", "measurereport")
STAYS = ("improvementproposal", "measure")
BACKWARDS = "".join(f"DROP FUNCTION measures_{name}() CASCADE;" for name in FUNCTIONS)
BACKWARDS += "".join(f"DROP TRIGGER stands ON measures_{name};" for name in STANDS)
BACKWARDS += "".join(f"DROP TRIGGER stays ON measures_{name};" for name in STAYS)


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0001_proposals_and_measures"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
