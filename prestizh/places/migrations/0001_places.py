"""The municipality, its settlements, topics, units and special days."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "non-working day"), ("worked", "working day")],
                        default="off",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("ground", models.CharField(max_length=250, verbose_name="act that declares it")),
                ("retired", models.BooleanField(default=False, verbose_name="entered by mistake")),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_bg", models.CharField(max_length=120, verbose_name="name in Bulgarian")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "ordering": ["name_bg"],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_bg", models.CharField(max_length=120, verbose_name="name in Bulgarian")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=50, verbose_name="telephone")),
            ],
            options={
                "ordering": ["name_bg"],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_bg", models.CharField(max_length=120, verbose_name="name in Bulgarian")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                (
                    "kind",
                    models.CharField(
                        choices=[("town", "town"), ("village", "village")],
                        default="village",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("ekatte", models.CharField(max_length=5, unique=True, verbose_name="ЕКАТТЕ code")),
            ],
            options={
                "ordering": ["kind", "name_bg"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ekatte__regex", "^\\d{5}$")),
                        name="ekatte_has_five_digits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_bg", models.CharField(max_length=120, verbose_name="name in Bulgarian")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "address_bg",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="address in Bulgarian"
                    ),
                ),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=250, verbose_name="address in English"),
                ),
                ("phone", models.CharField(blank=True, max_length=50, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("site", models.URLField(blank=True, verbose_name="the municipality's own site")),
                (
                    "data_protection_contact",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="data protection officer"
                    ),
                ),
                (
                    "notice_bg",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="notice in the footer, Bulgarian"
                    ),
                ),
                (
                    "notice_en",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="notice in the footer, English"
                    ),
                ),
                (
                    "about_bg",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="about the portal, Bulgarian"
                    ),
                ),
                (
                    "about_en",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="about the portal, English"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=1)),
                (
                    "arms",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="coat of arms",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_municipality")
                ],
            },
        ),
    ]
