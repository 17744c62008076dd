"""Triggers: a score carries the marks; scores, invitations and turnouts stand; no personal number."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
STANDS = ("score", "invitation", "turnout")
BACKWARDS = "".join(
    f"DROP FUNCTION stakeholders_{name}() CASCADE;" for name in ("carry_score", "keep")
)
BACKWARDS += "".join(f"DROP TRIGGER stands ON stakeholders_{name};" for name in STANDS)
BACKWARDS += (
    "DROP TRIGGER stays ON stakeholders_stakeholder;"
    "ALTER TABLE stakeholders_stakeholder DROP CONSTRAINT a_stakeholder_is_no_person;"
    "ALTER TABLE stakeholders_score DROP CONSTRAINT a_score_holds_no_person;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0001_the_map"),
        ("bodies", "0002_what_stands"),
        ("direct", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
