"""Triggers: what came of a plan is never changed, and no plan is deleted."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER stands BEFORE UPDATE ON surveys_plan
    FOR EACH ROW WHEN (OLD.outcome <> 'waiting') EXECUTE FUNCTION bodies_refuse();
ALTER TABLE surveys_plan ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON surveys_plan
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE surveys_plan ENABLE ALWAYS TRIGGER stays;
"""
BACKWARDS = """
DROP TRIGGER stands ON surveys_plan;
DROP TRIGGER stays ON surveys_plan;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0003_plans"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
