"""Triggers: published results stand for ever."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON results_publication
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE results_publication ENABLE ALWAYS TRIGGER stands;
"""
BACKWARDS = "DROP TRIGGER stands ON results_publication;"


class Migration(migrations.Migration):
    dependencies = [("results", "0001_results"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
