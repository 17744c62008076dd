"""Triggers: a result is corrected, and points are given again, only after an upheld objection."""

import re
from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
FIRST = Path(__file__).with_name("0002_what_stands.sql").read_text(encoding="utf-8")
BACKWARDS = "\n".join(
    found.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
    for found in re.findall(
        r"CREATE FUNCTION calls_(?:carry_stage|keep_protocol)\(\).*?END \$\$;", FIRST, re.DOTALL
    )
)


class Migration(migrations.Migration):
    dependencies = [("calls", "0005_corrections")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
