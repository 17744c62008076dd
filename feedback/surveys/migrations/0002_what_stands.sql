-- A step is the only way to change a survey's stage, and stands for ever.
CREATE FUNCTION surveys_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE surveys_survey SET stage = NEW.target
     WHERE id = NEW.survey_id AND stage = coalesce(nullif(NEW.source, ''), 'prepared');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'survey % is not at stage %', NEW.survey_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON surveys_surveychange
    FOR EACH ROW EXECUTE FUNCTION surveys_carry_stage();
ALTER TABLE surveys_surveychange ENABLE ALWAYS TRIGGER carry_stage;

-- What people were promised when they were asked stays as it was.
CREATE FUNCTION surveys_keep_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.public_id <> OLD.public_id OR NEW.mode <> OLD.mode OR NEW.reach <> OLD.reach
       OR NEW.version_id <> OLD.version_id OR NEW.host_kind <> OLD.host_kind
       OR NEW.host_id <> OLD.host_id OR NEW.subject IS DISTINCT FROM OLD.subject THEN
        RAISE EXCEPTION 'survey % stays what it is', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.stage = 'open' AND NEW.closes_at < OLD.closes_at THEN
        RAISE EXCEPTION 'survey % is not made shorter', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_promise BEFORE UPDATE ON surveys_survey
    FOR EACH ROW EXECUTE FUNCTION surveys_keep_promise();
ALTER TABLE surveys_survey ENABLE ALWAYS TRIGGER keep_promise;

-- Nothing in an anonymous survey leads to a person; in one with names every answer does.
CREATE FUNCTION surveys_keep_nameless() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    promised text;
BEGIN
    SELECT mode INTO promised FROM surveys_survey WHERE id = NEW.survey_id;
    IF promised = 'anonymous' AND NEW.person_id IS NOT NULL THEN
        RAISE EXCEPTION 'an anonymous answer has no person' USING ERRCODE = 'check_violation';
    END IF;
    IF promised = 'identified' AND NEW.person_id IS NULL THEN
        RAISE EXCEPTION 'this answer has to say whose it is' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_nameless BEFORE INSERT ON surveys_response
    FOR EACH ROW EXECUTE FUNCTION surveys_keep_nameless();
ALTER TABLE surveys_response ENABLE ALWAYS TRIGGER keep_nameless;

CREATE FUNCTION surveys_keep_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM surveys_survey WHERE id = NEW.survey_id AND mode = 'anonymous';
    IF FOUND AND (NEW.response_id IS NOT NULL OR NEW.document_id IS NOT NULL) THEN
        RAISE EXCEPTION 'free words stand apart from all other answers'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_apart BEFORE INSERT ON surveys_openanswer
    FOR EACH ROW EXECUTE FUNCTION surveys_keep_apart();
ALTER TABLE surveys_openanswer ENABLE ALWAYS TRIGGER keep_apart;

-- Nobody changes what somebody answered. (Rows that wait are deleted and written anew.)
CREATE TRIGGER stands BEFORE UPDATE ON surveys_response
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE surveys_response ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE ON surveys_openanswer
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE surveys_openanswer ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON surveys_surveychange
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE surveys_surveychange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON surveys_survey
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE surveys_survey ENABLE ALWAYS TRIGGER stays;

-- What was deleted leaves the disk soon: a code, a voucher, a draft, an answer before it was counted.
ALTER TABLE surveys_code SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20);
ALTER TABLE surveys_voucher SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20);
ALTER TABLE surveys_draft SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20);
ALTER TABLE surveys_response SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20);
ALTER TABLE surveys_openanswer SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20);
