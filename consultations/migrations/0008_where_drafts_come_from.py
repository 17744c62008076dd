"""Which body prepared a draft; said once, never changed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0007_opinions_of_bodies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="prepared by")),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("path", models.CharField(max_length=300)),
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origin",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("path__startswith", "/"),
                            models.Q(("path__startswith", "//"), _negated=True),
                        ),
                        name="an_origin_is_a_page_of_the_portal",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON consultations_origin"
            " FOR EACH ROW EXECUTE FUNCTION consultations_refuse();"
            "ALTER TABLE consultations_origin ENABLE ALWAYS TRIGGER stands;",
            "DROP TRIGGER stands ON consultations_origin;",
        ),
    ]
