"""Reports of a room, and the drafts for discussion that were made of its results."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import prestizh.documents.models


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0008_where_drafts_come_from"),
        ("documents", "0002_files_locked_away"),
        ("workspaces", "0006_texts_stand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=prestizh.documents.models.new_public_id, max_length=16, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("interim", "interim report"), ("final", "final report")],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(verbose_name="report")),
                ("written_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.textversion",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.consultation",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover",
                        to="workspaces.report",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "final")),
                fields=("workspace",),
                name="one_final_report_a_room",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["interim", "final"]),
                    models.Q(("kind", "final"), ("result", None), _connector="OR"),
                ),
                name="only_a_final_report_has_a_result",
            ),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON workspaces_report"
            " FOR EACH ROW EXECUTE FUNCTION bodies_refuse();"
            "ALTER TABLE workspaces_report ENABLE ALWAYS TRIGGER stands;",
            "DROP TRIGGER stands ON workspaces_report;",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON workspaces_handover"
            " FOR EACH ROW EXECUTE FUNCTION bodies_refuse();"
            "ALTER TABLE workspaces_handover ENABLE ALWAYS TRIGGER stands;",
            "DROP TRIGGER stands ON workspaces_handover;",
        ),
    ]
