"""A proposal says which survey it came from; what came stands as it came."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BACKWARDS = (
    Path(__file__).with_name("0003_survey_of_a_proposal_back.sql").read_text(encoding="utf-8")
)


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_what_stands"), ("surveys", "0002_what_stands")]

    operations = [
        migrations.AddField(
            model_name="improvementproposal",
            name="survey",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="improvement_proposals",
                to="surveys.survey",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvementproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("survey", None), ("source", "survey"), _connector="OR"),
                name="only_an_answer_to_a_survey_names_one",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
