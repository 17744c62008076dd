"""The one row of the municipality, without a name: an administrator fills it in."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    municipality = apps.get_model("places", "Municipality")
    municipality.objects.using(schema_editor.connection.alias).get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_places")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
