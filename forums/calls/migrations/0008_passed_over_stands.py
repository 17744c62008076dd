"""Why somebody was passed over stands as it was published."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON calls_passedover
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_passedover ENABLE ALWAYS TRIGGER stands;
"""
BACKWARDS = "DROP TRIGGER stands ON calls_passedover;"


class Migration(migrations.Migration):
    dependencies = [("calls", "0007_passed_over"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
