-- A step is the only way to a stage and an answer, a report the only way to a state. All of it stands.
CREATE FUNCTION measures_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    answers boolean := NEW.target IN ('accepted', 'partly', 'rejected', 'answered');
BEGIN
    UPDATE measures_improvementproposal
       SET stage = NEW.target,
           answer = CASE WHEN answers THEN NEW.words ELSE '' END,
           answered_at = CASE WHEN answers THEN NEW.at END
     WHERE id = NEW.proposal_id AND stage = coalesce(nullif(NEW.source, ''), 'received');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'proposal % is not at stage %', NEW.proposal_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON measures_improvementchange
    FOR EACH ROW EXECUTE FUNCTION measures_carry_stage();
ALTER TABLE measures_improvementchange ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION measures_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER keep BEFORE UPDATE ON measures_improvementproposal
    FOR EACH ROW EXECUTE FUNCTION measures_keep();
ALTER TABLE measures_improvementproposal ENABLE ALWAYS TRIGGER keep;

CREATE FUNCTION measures_carry_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE measures_measure
       SET state = NEW.state, result = NEW.result, result_url = NEW.result_url, done_on = NEW.done_on
     WHERE id = NEW.measure_id AND state NOT IN ('done', 'dropped');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'measure % is over', NEW.measure_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_report AFTER INSERT ON measures_measurereport
    FOR EACH ROW EXECUTE FUNCTION measures_carry_report();
ALTER TABLE measures_measurereport ENABLE ALWAYS TRIGGER carry_report;

CREATE FUNCTION measures_keep_measure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.state, NEW.result, NEW.result_url, NEW.done_on)
       IS DISTINCT FROM (OLD.state, OLD.result, OLD.result_url, OLD.done_on) AND pg_trigger_depth() < 2
       OR (NEW.proposal_id, NEW.text, NEW.due_on) IS DISTINCT FROM (OLD.proposal_id, OLD.text, OLD.due_on)
    THEN
        RAISE EXCEPTION 'a measure is changed only by a report on it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON measures_measure
    FOR EACH ROW EXECUTE FUNCTION measures_keep_measure();
ALTER TABLE measures_measure ENABLE ALWAYS TRIGGER keep;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON measures_improvementchange
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE measures_improvementchange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON measures_measurereport
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE measures_measurereport ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON measures_improvementproposal
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE measures_improvementproposal ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON measures_measure
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE measures_measure ENABLE ALWAYS TRIGGER stays;
