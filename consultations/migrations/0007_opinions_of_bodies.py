"""An opinion of a body says of which, and on which decision it rests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0006_nothing_is_adopted_within_the_term")]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="spoken_by",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="opinion",
            name="decided",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="decision it rests on"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided", ""), ("spoken_by", ""))
                | models.Q(
                    ("capacity", "institution"),
                    models.Q(("spoken_by", ""), _negated=True),
                    models.Q(("decided", ""), _negated=True),
                ),
                name="an_opinion_of_a_body_rests_on_a_decision",
            ),
        ),
    ]
