"""People, the roles they are given, and the organisations they register."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower

import prestizh.accounts.eik

ROLES = [
    ("clerk", "clerk"),
    ("moderator", "moderator"),
    ("secretary", "secretary of a body"),
    ("administrator", "administrator"),
    ("auditor", "auditor"),
]


def person(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, **options
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("display_name", models.CharField(max_length=120, verbose_name="your name")),
                (
                    "language",
                    models.CharField(
                        choices=[("bg", "Български"), ("en", "English")],
                        default="bg",
                        max_length=2,
                        verbose_name="language of the mails",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(Lower("email"), name="one_account_for_an_address")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(choices=ROLES, max_length=20, verbose_name="role")),
                ("granted_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("granted_by", person(null=True, related_name="+")),
                ("revoked_by", person(null=True, related_name="+")),
                ("user", person(related_name="grants")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "role"),
                        condition=models.Q(("revoked_at", None)),
                        name="a_role_is_given_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", [role for role, _ in ROLES])),
                        name="role_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the organisation")),
                (
                    "eik",
                    models.CharField(
                        max_length=13,
                        unique=True,
                        validators=[prestizh.accounts.eik.validate_eik],
                        verbose_name="ЕИК",
                    ),
                ),
                ("seat", models.CharField(blank=True, max_length=200, verbose_name="seat")),
                ("site", models.URLField(blank=True, verbose_name="site")),
                ("registered_at", models.DateTimeField()),
                ("verified_at", models.DateTimeField(null=True)),
                (
                    "verification_note",
                    models.CharField(blank=True, max_length=400, verbose_name="on what it rests"),
                ),
                ("registered_by", person(related_name="+")),
                ("verified_by", person(null=True, related_name="+")),
            ],
            options={
                "ordering": [Lower("name"), "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("eik__regex", r"^(\d{9}|\d{13})$")),
                        name="eik_has_9_or_13_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified_at", None), ("verified_by", None))
                        | models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                        name="a_verified_organisation_says_by_whom",
                    ),
                ],
            },
        ),
    ]
