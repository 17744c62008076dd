-- A step is the only way to change a stage, and stands for ever.
CREATE FUNCTION meetings_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_meeting SET stage = NEW.target
     WHERE id = NEW.meeting_id AND stage = coalesce(nullif(NEW.source, ''), 'planned');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'meeting % is not at stage %', NEW.meeting_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON meetings_meetingchange
    FOR EACH ROW EXECUTE FUNCTION meetings_carry_stage();
ALTER TABLE meetings_meetingchange ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION meetings_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.subject <> OLD.subject OR NEW.public_id <> OLD.public_id
       OR NEW.host_kind <> OLD.host_kind THEN
        RAISE EXCEPTION 'meeting % keeps its name and its host', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.convened_at IS NOT NULL AND (
        NEW.convened_at IS DISTINCT FROM OLD.convened_at OR NEW.number <> OLD.number
        OR NEW.kind <> OLD.kind OR NEW.mode <> OLD.mode OR NEW.starts_at <> OLD.starts_at
        OR NEW.notice_deadline <> OLD.notice_deadline OR NEW.notice_days <> OLD.notice_days
        OR NEW.seats <> OLD.seats OR NEW.quorum <> OLD.quorum OR NEW.majority <> OLD.majority
        OR NEW.proxies <> OLD.proxies OR NEW.most_proxies <> OLD.most_proxies
        OR NEW.parity <> OLD.parity) THEN
        RAISE EXCEPTION 'the notice and the rules of meeting % are frozen', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.opened_at IS NOT NULL AND (
        NEW.opened_at IS DISTINCT FROM OLD.opened_at
        OR NEW.quorum_members IS DISTINCT FROM OLD.quorum_members
        OR NEW.quorum_present IS DISTINCT FROM OLD.quorum_present
        OR NEW.quorum_needed IS DISTINCT FROM OLD.quorum_needed
        OR NEW.quorum_met IS DISTINCT FROM OLD.quorum_met) THEN
        RAISE EXCEPTION 'the quorum of meeting % is frozen', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_keep();
ALTER TABLE meetings_meeting ENABLE ALWAYS TRIGGER keep;

-- A vote that was taken, or withdrawn, stays as it was counted.
CREATE FUNCTION meetings_keep_motion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.taken_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL OR NEW.text <> OLD.text
       OR NEW.method <> OLD.method OR NEW.majority <> OLD.majority OR NEW.item_id <> OLD.item_id THEN
        RAISE EXCEPTION 'the vote % stays as it was taken', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_motion BEFORE UPDATE ON meetings_motion
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_motion();
ALTER TABLE meetings_motion ENABLE ALWAYS TRIGGER keep_motion;

-- Ballots only while the vote is not taken yet, by those of the same meeting without a conflict.
CREATE FUNCTION meetings_cast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM meetings_motion m JOIN meetings_agendaitem i ON i.id = m.item_id
          JOIN meetings_attendee a ON a.meeting_id = i.meeting_id
         WHERE m.id = NEW.motion_id AND a.id = NEW.attendee_id AND a.has_vote
           AND m.method = 'by_name' AND m.taken_at IS NULL AND m.withdrawn_at IS NULL
           AND NOT EXISTS (SELECT FROM meetings_conflict c
                            WHERE c.item_id = i.id AND c.attendee_id = a.id)) THEN
        RAISE EXCEPTION 'attendee % has no vote on motion %', NEW.attendee_id, NEW.motion_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cast_lawfully BEFORE INSERT ON meetings_ballot
    FOR EACH ROW EXECUTE FUNCTION meetings_cast();
ALTER TABLE meetings_ballot ENABLE ALWAYS TRIGGER cast_lawfully;

CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the record stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_meetingchange
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_meetingchange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_ballot
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_ballot ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_decision
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_decision ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_separateopinion
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_separateopinion ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_conflict
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_conflict ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_meeting ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON meetings_attendee
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_attendee ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON meetings_motion
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_motion ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON meetings_guest
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_guest ENABLE ALWAYS TRIGGER stays;
