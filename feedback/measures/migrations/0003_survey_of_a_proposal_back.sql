-- As in 0002, without the survey.
CREATE OR REPLACE FUNCTION measures_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.stage, NEW.answer, NEW.answered_at) IS DISTINCT FROM (OLD.stage, OLD.answer, OLD.answered_at)
       AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.public_id, NEW.subject, NEW.year, NEW.number, NEW.text, NEW.source, NEW.received_at, NEW.due_on)
       IS DISTINCT FROM
       (OLD.public_id, OLD.subject, OLD.year, OLD.number, OLD.text, OLD.source, OLD.received_at, OLD.due_on)
       OR OLD.stage <> 'received' AND NEW.public_text <> OLD.public_text THEN
        RAISE EXCEPTION 'proposal % stands as it came', OLD.public_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
