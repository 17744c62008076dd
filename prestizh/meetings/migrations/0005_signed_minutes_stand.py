"""Triggers: signed minutes stand; remarks, signatures and copies are never changed."""

from pathlib import Path

from django.db import migrations

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = "".join(
    f"DROP FUNCTION meetings_{name}() CASCADE;"
    for name in (
        "carry_minutes",
        "keep_minutes",
        "open_minutes",
        "take_remark",
        "sign",
        "copy",
        "keep_redaction",
        "keep_recording",
    )
) + "".join(
    f"DROP TRIGGER IF EXISTS {trigger} ON meetings_{table};"
    for trigger, tables in (
        (
            "stands",
            (
                "minuteschange",
                "minutesversion",
                "signature",
                "remark",
                "settlement",
                "agreement",
                "publishedcopy",
            ),
        ),
        ("stays", ("minutes", "redaction", "recording")),
    )
    for table in tables
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_minutes")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
