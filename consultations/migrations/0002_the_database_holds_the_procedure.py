"""Triggers: PostgreSQL itself refuses what the procedure does not know."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
FUNCTIONS = [
    "carry_stage",
    "refuse",
    "freeze",
    "freeze_parts",
    "keep_opinion",
    "keep_proposal",
    "in_time",
    "keep_answer",
    "keep_report",
    "closed_is_answered",
]
CONSTRAINTS = ("term_ends_at_midnight_in_sofia", "term_has_all_its_days")
BACKWARDS = "".join(
    f"ALTER TABLE consultations_consultation DROP CONSTRAINT {name};" for name in CONSTRAINTS
) + "".join(f"DROP FUNCTION consultations_{name}() CASCADE;" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_consultations")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
