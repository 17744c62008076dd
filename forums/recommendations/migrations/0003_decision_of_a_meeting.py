"""A recommendation of a meeting names the decision it rests on."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = "DROP FUNCTION recommendations_keep_decision() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_signed_minutes_stand"),
        ("recommendations", "0002_what_stands"),
    ]

    operations = [
        migrations.AddField(
            model_name="recommendation",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="meetings.decision",
                verbose_name="decision of the meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", None), ("origin", "meeting"), _connector="OR"),
                name="only_a_meeting_gives_a_decision",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
