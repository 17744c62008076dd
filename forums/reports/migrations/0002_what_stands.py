"""Triggers: a published report stands for ever."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON reports_yearlyreport
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE reports_yearlyreport ENABLE ALWAYS TRIGGER stands;
"""
BACKWARDS = "DROP TRIGGER stands ON reports_yearlyreport;"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_yearly_reports"), ("bodies", "0002_what_stands")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
