"""Triggers: a step carries the stage; what people were promised is held; no answer is changed."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
FUNCTIONS = ("carry_stage", "keep_promise", "keep_nameless", "keep_apart")
TABLES = ("surveychange", "survey", "response", "openanswer")
BACKWARDS = "".join(f"DROP FUNCTION surveys_{name}() CASCADE;" for name in FUNCTIONS) + "".join(
    f"DROP TRIGGER IF EXISTS {name} ON surveys_{table};"
    for table in TABLES
    for name in ("stands", "stays")
)


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0001_surveys"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
