DROP FUNCTION meetings_asked() CASCADE;
DROP FUNCTION meetings_keep_roll() CASCADE;
CREATE OR REPLACE FUNCTION meetings_keep() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE OR REPLACE FUNCTION meetings_cast() RETURNS trigger LANGUAGE plpgsql AS $$
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
