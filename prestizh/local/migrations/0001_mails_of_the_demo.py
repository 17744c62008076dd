"""The mails of the demo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DemoMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("recipients", models.TextField()),
                ("subject", models.TextField()),
                ("raw", models.BinaryField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
    ]
