"""A replacement that was set aside no longer stands in the way of another."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0003_both_ends_of_a_move")]

    operations = [
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmation", "set_aside"), _negated=True),
                fields=("replaces",),
                name="one_replacement_that_is_not_set_aside",
            ),
        ),
        migrations.AlterField(
            model_name="opinion",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="consultations.opinion",
            ),
        ),
    ]
