-- Attendance, votes and scores stand for ever; nothing of a session is deleted.
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON gatherings_attendance
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_attendance ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON gatherings_tablevote
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_tablevote ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON gatherings_score
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_score ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON gatherings_session
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_session ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON gatherings_motion
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_motion ENABLE ALWAYS TRIGGER stays;

-- Only a table that has a vote and was at the session votes, and only before the verdict.
CREATE FUNCTION gatherings_may_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM gatherings_motion m
      JOIN gatherings_attendance a ON a.session_id = m.session_id AND a.table_id = NEW.table_id
      JOIN gatherings_table t ON t.id = a.table_id
     WHERE m.id = NEW.motion_id AND m.verdict = '' AND a.present > 0 AND t.kind <> 'operative';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'table % has no vote on motion %', NEW.table_id, NEW.motion_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER may_vote BEFORE INSERT ON gatherings_tablevote
    FOR EACH ROW EXECUTE FUNCTION gatherings_may_vote();
ALTER TABLE gatherings_tablevote ENABLE ALWAYS TRIGGER may_vote;

-- What was voted on stays as it was voted on, and so does its verdict.
CREATE FUNCTION gatherings_keep_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.verdict <> OLD.verdict OR NEW.text <> OLD.text OR NEW.title <> OLD.title
       OR NEW.budget <> OLD.budget OR NEW.own_share <> OLD.own_share
       OR NEW.table_id <> OLD.table_id OR NEW.session_id <> OLD.session_id THEN
        RAISE EXCEPTION 'motion % was voted on', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_verdict BEFORE UPDATE ON gatherings_motion
    FOR EACH ROW WHEN (OLD.verdict <> '') EXECUTE FUNCTION gatherings_keep_verdict();
ALTER TABLE gatherings_motion ENABLE ALWAYS TRIGGER keep_verdict;

-- A published bulletin stands.
CREATE TRIGGER keep_bulletin BEFORE UPDATE ON gatherings_session
    FOR EACH ROW WHEN (OLD.bulletin_at IS NOT NULL) EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_session ENABLE ALWAYS TRIGGER keep_bulletin;
