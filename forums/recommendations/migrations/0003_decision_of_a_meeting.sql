-- The decision is one of the body's own, stands with what was sent, and is there where a meeting decided.
CREATE FUNCTION recommendations_keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM meetings_decision d
          JOIN meetings_meeting m ON m.id = d.meeting_id
          JOIN bodies_body b ON b.subject = m.subject
         WHERE d.id = NEW.decision_id AND b.id = NEW.body_id) THEN
        RAISE EXCEPTION 'decision % is not one of body %', NEW.decision_id, NEW.body_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.stage <> 'drafted' AND NEW.decision_id IS DISTINCT FROM OLD.decision_id THEN
        RAISE EXCEPTION 'recommendation % stands as it was sent', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    -- Asked when it is sent, so that what was sent before there were decisions here stands as it is.
    IF TG_OP = 'UPDATE' AND OLD.stage = 'drafted' AND NEW.stage = 'sent'
       AND NEW.origin = 'meeting' AND NEW.decision_id IS NULL THEN
        RAISE EXCEPTION 'recommendation % names no decision of the meeting', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_decision BEFORE INSERT OR UPDATE ON recommendations_recommendation
    FOR EACH ROW EXECUTE FUNCTION recommendations_keep_decision();
ALTER TABLE recommendations_recommendation ENABLE ALWAYS TRIGGER keep_decision;
