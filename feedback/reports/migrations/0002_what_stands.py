"""Triggers: an edition stands for ever; of a report nothing changes but that it is published."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON participation_edition
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE participation_edition ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON participation_participationreport
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE participation_participationreport ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON participation_schedule
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE participation_schedule ENABLE ALWAYS TRIGGER stays;

CREATE FUNCTION participation_keeps_its_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.public_id, NEW.subject, NEW.first_day, NEW.last_day, NEW.unit_id, NEW.kind,
        NEW.schedule_id, NEW.asked_by_id, NEW.asked_at)
       IS DISTINCT FROM
       (OLD.public_id, OLD.subject, OLD.first_day, OLD.last_day, OLD.unit_id, OLD.kind,
        OLD.schedule_id, OLD.asked_by_id, OLD.asked_at)
       OR OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a report keeps its scope, and what is published stays'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_its_scope BEFORE UPDATE ON participation_participationreport
    FOR EACH ROW EXECUTE FUNCTION participation_keeps_its_scope();
ALTER TABLE participation_participationreport ENABLE ALWAYS TRIGGER keeps_its_scope;
"""
BACKWARDS = """
DROP TRIGGER keeps_its_scope ON participation_participationreport;
DROP FUNCTION participation_keeps_its_scope();
DROP TRIGGER stays ON participation_schedule;
DROP TRIGGER stays ON participation_participationreport;
DROP TRIGGER stands ON participation_edition;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0001_participation_reports"),
        ("bodies", "0002_what_stands"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
