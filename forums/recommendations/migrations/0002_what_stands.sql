-- A step is the only way to change a stage; an answer the only way to an outcome. Both stand for ever.
CREATE FUNCTION recommendations_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE recommendations_recommendation AS r
       SET stage = NEW.target,
           outcome = coalesce((SELECT a.outcome FROM recommendations_answer a
                                WHERE a.recommendation_id = r.id ORDER BY a.number DESC LIMIT 1), ''),
           answered_at = (SELECT a.entered_at FROM recommendations_answer a
                           WHERE a.recommendation_id = r.id ORDER BY a.number LIMIT 1)
     WHERE r.id = NEW.recommendation_id AND r.stage = coalesce(nullif(NEW.source, ''), 'drafted');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'recommendation % is not at stage %', NEW.recommendation_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON recommendations_recommendationchange
    FOR EACH ROW EXECUTE FUNCTION recommendations_carry_stage();
ALTER TABLE recommendations_recommendationchange ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION recommendations_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.stage, NEW.outcome, NEW.answered_at) IS DISTINCT FROM (OLD.stage, OLD.outcome, OLD.answered_at)
       AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step, an outcome only by an answer'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.public_id, NEW.body_id, NEW.year, NEW.number)
       IS DISTINCT FROM (OLD.public_id, OLD.body_id, OLD.year, OLD.number) THEN
        RAISE EXCEPTION 'recommendation % keeps its number', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.stage <> 'drafted'
       AND (NEW.title, NEW.text, NEW.addressee, NEW.addressee_name, NEW.unit_id, NEW.due_on, NEW.sent_at,
            NEW.origin, NEW.origin_reason)
       IS DISTINCT FROM (OLD.title, OLD.text, OLD.addressee, OLD.addressee_name, OLD.unit_id, OLD.due_on,
                         OLD.sent_at, OLD.origin, OLD.origin_reason) THEN
        RAISE EXCEPTION 'recommendation % stands as it was sent', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON recommendations_recommendation
    FOR EACH ROW EXECUTE FUNCTION recommendations_keep();
ALTER TABLE recommendations_recommendation ENABLE ALWAYS TRIGGER keep;

CREATE FUNCTION recommendations_carry_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE recommendations_measure SET state = NEW.state, result = NEW.result
     WHERE id = NEW.measure_id AND state NOT IN ('done', 'given_up');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'measure % is over', NEW.measure_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_report AFTER INSERT ON recommendations_measurereport
    FOR EACH ROW EXECUTE FUNCTION recommendations_carry_report();
ALTER TABLE recommendations_measurereport ENABLE ALWAYS TRIGGER carry_report;

CREATE FUNCTION recommendations_keep_measure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.state, NEW.result) IS DISTINCT FROM (OLD.state, OLD.result) AND pg_trigger_depth() < 2
       OR (NEW.recommendation_id, NEW.text, NEW.due_on) IS DISTINCT FROM
          (OLD.recommendation_id, OLD.text, OLD.due_on) THEN
        RAISE EXCEPTION 'a measure is changed only by a report on it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON recommendations_measure
    FOR EACH ROW EXECUTE FUNCTION recommendations_keep_measure();
ALTER TABLE recommendations_measure ENABLE ALWAYS TRIGGER keep;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON recommendations_recommendationchange
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE recommendations_recommendationchange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON recommendations_answer
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE recommendations_answer ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON recommendations_measurereport
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE recommendations_measurereport ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON recommendations_link
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE recommendations_link ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON recommendations_recommendation
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE recommendations_recommendation ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON recommendations_measure
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE recommendations_measure ENABLE ALWAYS TRIGGER stays;
