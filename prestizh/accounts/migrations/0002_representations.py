"""Who speaks for which organisation; apart from the people, because a mandate is a document."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("documents", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Representation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        max_length=200, verbose_name="in what capacity you speak for it"
                    ),
                ),
                ("claimed_at", models.DateTimeField()),
                ("verified_at", models.DateTimeField(null=True)),
                (
                    "verification_note",
                    models.CharField(blank=True, max_length=400, verbose_name="on what it rests"),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "organisation"),
                        condition=models.Q(("ended_at", None)),
                        name="a_person_represents_an_organisation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified_at", None), ("verified_by", None))
                        | models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                        name="a_verified_mandate_says_by_whom",
                    ),
                ],
            },
        ),
    ]
