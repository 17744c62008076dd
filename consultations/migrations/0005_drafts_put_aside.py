"""A draft that was never public can be put aside, and taken up again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0004_replacing_once_more")]

    operations = [
        migrations.RemoveConstraint(
            model_name="consultation",
            name="stage_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="published_means_term_and_digest",
        ),
        migrations.RemoveConstraint(
            model_name="stagechange",
            name="step_is_lawful",
        ),
        migrations.RemoveConstraint(
            model_name="stagechange",
            name="withdrawal_has_reasons",
        ),
        migrations.AlterField(
            model_name="consultation",
            name="stage",
            field=models.CharField(
                choices=[
                    ("draft", "in preparation"),
                    ("announced", "announced"),
                    ("published", "published for discussion"),
                    ("reported", "closing report published"),
                    ("adopted", "adopted"),
                    ("rejected", "not adopted"),
                    ("withdrawn", "withdrawn"),
                    ("dropped", "put aside"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="stagechange",
            name="source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("draft", "in preparation"),
                    ("announced", "announced"),
                    ("published", "published for discussion"),
                    ("reported", "closing report published"),
                    ("adopted", "adopted"),
                    ("rejected", "not adopted"),
                    ("withdrawn", "withdrawn"),
                    ("dropped", "put aside"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="stagechange",
            name="step",
            field=models.CharField(
                choices=[
                    ("prepare", "prepare a draft"),
                    ("announce", "announce what is coming"),
                    ("publish", "publish for discussion"),
                    ("report", "publish the closing report"),
                    ("adopt", "record the adoption"),
                    ("reject", "record that it was not adopted"),
                    ("withdraw", "withdraw the draft"),
                    ("drop", "put the draft aside"),
                    ("resume", "take the draft up again"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="stagechange",
            name="target",
            field=models.CharField(
                choices=[
                    ("draft", "in preparation"),
                    ("announced", "announced"),
                    ("published", "published for discussion"),
                    ("reported", "closing report published"),
                    ("adopted", "adopted"),
                    ("rejected", "not adopted"),
                    ("withdrawn", "withdrawn"),
                    ("dropped", "put aside"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "draft",
                            "announced",
                            "published",
                            "reported",
                            "adopted",
                            "rejected",
                            "withdrawn",
                            "dropped",
                        ],
                    )
                ),
                name="stage_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["draft", "announced", "dropped"]),
                    models.Q(("published_at", None), ("stage", "withdrawn")),
                    models.Q(
                        ("closes_at__isnull", False),
                        ("last_day__isnull", False),
                        ("published_at__isnull", False),
                        ("text_digest__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="published_means_term_and_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), ("step", "prepare"), ("target", "draft")),
                    models.Q(("source", "draft"), ("step", "announce"), ("target", "announced")),
                    models.Q(("source", "draft"), ("step", "publish"), ("target", "published")),
                    models.Q(("source", "announced"), ("step", "publish"), ("target", "published")),
                    models.Q(("source", "published"), ("step", "report"), ("target", "reported")),
                    models.Q(("source", "reported"), ("step", "adopt"), ("target", "adopted")),
                    models.Q(("source", "published"), ("step", "adopt"), ("target", "adopted")),
                    models.Q(("source", "reported"), ("step", "reject"), ("target", "rejected")),
                    models.Q(
                        ("source", "announced"), ("step", "withdraw"), ("target", "withdrawn")
                    ),
                    models.Q(
                        ("source", "published"), ("step", "withdraw"), ("target", "withdrawn")
                    ),
                    models.Q(("source", "reported"), ("step", "withdraw"), ("target", "withdrawn")),
                    models.Q(("source", "draft"), ("step", "drop"), ("target", "dropped")),
                    models.Q(("source", "dropped"), ("step", "resume"), ("target", "draft")),
                    _connector="OR",
                ),
                name="step_is_lawful",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step__in", ["withdraw", "drop"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="withdrawal_has_reasons",
            ),
        ),
    ]
