-- Who asked for a meeting is frozen with its notice.
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
        OR NEW.parity <> OLD.parity OR NEW.asked_by <> OLD.asked_by
        OR NEW.askers <> OLD.askers
        OR NEW.askers_needed IS DISTINCT FROM OLD.askers_needed) THEN
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

-- One vote of each seat: the member's own, or that of who may cast it for them.
CREATE OR REPLACE FUNCTION meetings_cast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM meetings_motion m JOIN meetings_agendaitem i ON i.id = m.item_id
          JOIN meetings_attendee a ON a.meeting_id = i.meeting_id
         WHERE m.id = NEW.motion_id AND a.id = NEW.attendee_id AND a.has_vote AND a.stands_for_id IS NULL
           AND a.struck_at IS NULL
           AND m.method = 'by_name' AND m.taken_at IS NULL AND m.withdrawn_at IS NULL
           AND NOT EXISTS (SELECT FROM meetings_conflict c
                            WHERE c.item_id = i.id AND c.attendee_id = a.id)) THEN
        RAISE EXCEPTION 'attendee % has no vote on motion %', NEW.attendee_id, NEW.motion_id
            USING ERRCODE = 'check_violation';
    END IF;
    -- Who casts the vote of another is their substitute, or at a gathering their proxy or its.
    IF NEW.cast_by_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_attendee c JOIN meetings_attendee a ON a.id = NEW.attendee_id
          JOIN meetings_meeting g ON g.id = a.meeting_id AND g.id = c.meeting_id
         WHERE c.id = NEW.cast_by_id AND c.struck_at IS NULL AND (c.stands_for_id = a.id
               OR (g.mode <> 'written' AND (a.proxy_id = c.id OR a.proxy_id = c.stands_for_id)))
    ) THEN
        RAISE EXCEPTION 'attendee % can not vote for attendee %', NEW.cast_by_id, NEW.attendee_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- An extraordinary meeting is called by the chair, or by as many members as were needed.
CREATE FUNCTION meetings_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'extraordinary' AND NOT (NEW.asked_by = 'chair' OR (NEW.asked_by = 'members'
       AND NEW.askers_needed >= 1 AND jsonb_array_length(NEW.askers) >= NEW.askers_needed)) THEN
        RAISE EXCEPTION 'too few asked for the extraordinary meeting %', NEW.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER asked BEFORE INSERT OR UPDATE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_asked();
ALTER TABLE meetings_meeting ENABLE ALWAYS TRIGGER asked;

-- The roll is frozen at the opening, the attendance at the end.
CREATE FUNCTION meetings_keep_roll() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at_stage text := (SELECT stage FROM meetings_meeting WHERE id = NEW.meeting_id);
BEGIN
    IF at_stage NOT IN ('opened', 'closed', 'cancelled') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.meeting_id <> OLD.meeting_id OR NEW.holder <> OLD.holder
       OR NEW.has_vote <> OLD.has_vote OR NEW.side <> OLD.side
       OR NEW.stands_for_id IS DISTINCT FROM OLD.stands_for_id
       OR NEW.struck_at IS DISTINCT FROM OLD.struck_at THEN
        RAISE EXCEPTION 'the roll of meeting % is frozen', NEW.meeting_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF at_stage <> 'opened' AND (NEW.presence <> OLD.presence
       OR NEW.proxy_id IS DISTINCT FROM OLD.proxy_id
       OR NEW.arrived_at IS DISTINCT FROM OLD.arrived_at
       OR NEW.absences IS DISTINCT FROM OLD.absences) THEN
        RAISE EXCEPTION 'the attendance of meeting % is frozen', NEW.meeting_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_roll BEFORE INSERT OR UPDATE ON meetings_attendee
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_roll();
ALTER TABLE meetings_attendee ENABLE ALWAYS TRIGGER keep_roll;
