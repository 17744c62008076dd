"""A file that belongs to a closed room has no address of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_files_and_renditions"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="locked_away",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("locked_away", False), ("public_since", None), _connector="OR"),
                name="a_document_locked_away_is_not_public",
            ),
        ),
    ]
