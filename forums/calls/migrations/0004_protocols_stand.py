"""What was drawn up of a selection stands as it was drawn up."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON calls_selectionprotocol
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_selectionprotocol ENABLE ALWAYS TRIGGER stands;
"""
BACKWARDS = "DROP TRIGGER stands ON calls_selectionprotocol;"


class Migration(migrations.Migration):
    dependencies = [("calls", "0003_selection_protocol"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
