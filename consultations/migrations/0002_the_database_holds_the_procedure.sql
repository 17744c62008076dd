-- The term ends at midnight in Sofia after its last day, and is never shorter than promised. Neither
-- expression depends on the time zone of the session, so that a dump is restored anywhere.
ALTER TABLE consultations_consultation
    ADD CONSTRAINT term_ends_at_midnight_in_sofia CHECK (
        closes_at IS NULL OR closes_at = (last_day + 1)::timestamp AT TIME ZONE 'Europe/Sofia'
    ),
    ADD CONSTRAINT term_has_all_its_days CHECK (
        published_at IS NULL
        OR last_day >= (published_at AT TIME ZONE 'Europe/Sofia')::date + term_days
    );

-- A stage change is the only way to change a stage, and stands for ever.
CREATE FUNCTION consultations_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE consultations_consultation SET stage = NEW.target
     WHERE id = NEW.consultation_id AND stage = coalesce(nullif(NEW.source, ''), 'draft');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'consultation % is not at stage %', NEW.consultation_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON consultations_stagechange
    FOR EACH ROW EXECUTE FUNCTION consultations_carry_stage();

CREATE FUNCTION consultations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the record stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON consultations_stagechange
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON consultations_correction
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON consultations_outcome
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER stays BEFORE DELETE ON consultations_consultation
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER stays BEFORE DELETE ON consultations_opinion
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER stays BEFORE DELETE ON consultations_proposal
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER stays BEFORE DELETE ON consultations_closingreport
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse();

-- Row triggers do not see TRUNCATE.
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_stagechange
    EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_consultation
    EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_opinion
    EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_proposal
    EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_answer
    EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_closingreport
    EXECUTE FUNCTION consultations_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consultations_outcome
    EXECUTE FUNCTION consultations_refuse();

-- From publication the text, the reasons and the term are frozen.
CREATE FUNCTION consultations_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What still moves after publication: the stage (by its own trigger) and the counters.
    moving text[] := ARRAY['stage', 'opinion_count', 'proposal_count', 'answered_count', 'clerk_id'];
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a stage change'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.published_at IS NOT NULL
       AND (to_jsonb(NEW) - moving) IS DISTINCT FROM (to_jsonb(OLD) - moving) THEN
        RAISE EXCEPTION 'consultation % is frozen since its publication', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON consultations_consultation
    FOR EACH ROW EXECUTE FUNCTION consultations_freeze();

CREATE FUNCTION consultations_freeze_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.consultation_id ELSE OLD.consultation_id END;
BEGIN
    IF TG_OP = 'UPDATE'
       AND (to_jsonb(NEW) - 'proposal_count') = (to_jsonb(OLD) - 'proposal_count') THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM consultations_consultation
                WHERE id = owner AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the text of consultation % is frozen since its publication', owner
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON consultations_provision
    FOR EACH ROW EXECUTE FUNCTION consultations_freeze_parts();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON consultations_attachment
    FOR EACH ROW EXECUTE FUNCTION consultations_freeze_parts();

-- What was said stays said; beside it stand only later facts.
CREATE FUNCTION consultations_keep_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['registry_number', 'confirmation', 'confirmed_at', 'confirmed_by_id',
        'set_aside_reason', 'lateness', 'lateness_reason', 'withdrawn_at'];
BEGIN
    IF (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later) THEN
        RAISE EXCEPTION 'opinion % is never changed', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON consultations_opinion
    FOR EACH ROW EXECUTE FUNCTION consultations_keep_opinion();

CREATE FUNCTION consultations_keep_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'counts') IS DISTINCT FROM (to_jsonb(OLD) - 'counts') THEN
        RAISE EXCEPTION 'proposal % is never changed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON consultations_proposal
    FOR EACH ROW EXECUTE FUNCTION consultations_keep_proposal();

-- No opinion outside the term without saying that it is late.
CREATE FUNCTION consultations_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject record;
BEGIN
    SELECT stage, closes_at INTO subject FROM consultations_consultation
     WHERE id = NEW.consultation_id;
    IF subject.stage <> 'published' THEN
        RAISE EXCEPTION 'consultation % takes no opinions', NEW.consultation_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.received_at < subject.closes_at) <> (NEW.lateness = 'in_time') THEN
        RAISE EXCEPTION 'opinion % says the wrong thing about its time', NEW.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_time BEFORE INSERT ON consultations_opinion
    FOR EACH ROW EXECUTE FUNCTION consultations_in_time();

-- Answers change freely until the closing report, then never.
CREATE FUNCTION consultations_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM consultations_proposal p
                 JOIN consultations_consultation c ON c.id = p.consultation_id
                WHERE p.id = about AND c.stage <> 'published') THEN
        RAISE EXCEPTION 'the answer to proposal % is final', about
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON consultations_answer
    FOR EACH ROW EXECUTE FUNCTION consultations_keep_answer();

CREATE FUNCTION consultations_keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_file_id IS NOT NULL
       OR (to_jsonb(NEW) - 'signed_file_id') IS DISTINCT FROM (to_jsonb(OLD) - 'signed_file_id') THEN
        RAISE EXCEPTION 'a published closing report is never changed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON consultations_closingreport
    FOR EACH ROW EXECUTE FUNCTION consultations_keep_report();

-- Closed means: every proposal is answered, nothing waits, and there is a report.
CREATE FUNCTION consultations_closed_is_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.target <> 'reported' THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM consultations_proposal p
                 LEFT JOIN consultations_answer a ON a.proposal_id = p.id
                WHERE p.consultation_id = NEW.consultation_id AND p.counts AND a.id IS NULL)
       OR NOT EXISTS (SELECT 1 FROM consultations_closingreport
                       WHERE consultation_id = NEW.consultation_id)
       OR EXISTS (SELECT 1 FROM consultations_consultation
                   WHERE id = NEW.consultation_id AND closes_at > NEW.at) THEN
        RAISE EXCEPTION 'consultation % is closed without all that a closing report needs',
            NEW.consultation_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER closed_is_answered AFTER INSERT ON consultations_stagechange
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION consultations_closed_is_answered();

-- Triggers that replication can't switch off.
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE c.relname LIKE 'consultations\_%' AND NOT t.tgisinternal
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', found.relname, found.tgname);
    END LOOP;
END $$;
