-- A step is the only way to change the stage of minutes, and signed means signed by both.
CREATE FUNCTION meetings_carry_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.target = 'signed' AND 2 > (
        SELECT count(*) FROM meetings_signature s
          JOIN meetings_minutesversion v ON v.id = s.version_id
          JOIN meetings_minutes m ON m.id = v.minutes_id AND m.version = v.number
         WHERE m.id = NEW.minutes_id) THEN
        RAISE EXCEPTION 'minutes % are not signed by both', NEW.minutes_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.target = 'published' AND NOT EXISTS (
        SELECT FROM meetings_publishedcopy c
          JOIN meetings_minutesversion v ON v.id = c.version_id
          JOIN meetings_minutes m ON m.id = v.minutes_id AND m.version = v.number
         WHERE m.id = NEW.minutes_id) THEN
        RAISE EXCEPTION 'minutes % have no public copy', NEW.minutes_id
            USING ERRCODE = 'check_violation';
    END IF;
    UPDATE meetings_minutes SET stage = NEW.target
     WHERE id = NEW.minutes_id AND stage = coalesce(nullif(NEW.source, ''), 'draft');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'minutes % are not at stage %', NEW.minutes_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON meetings_minuteschange
    FOR EACH ROW EXECUTE FUNCTION meetings_carry_minutes();
ALTER TABLE meetings_minuteschange ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION meetings_keep_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.meeting_id <> OLD.meeting_id OR NEW.chaired_by_id <> OLD.chaired_by_id
       OR NEW.minute_taker_id <> OLD.minute_taker_id OR NEW.drawn_up_at <> OLD.drawn_up_at
       OR NEW.due_on IS DISTINCT FROM OLD.due_on OR NEW.version < OLD.version THEN
        RAISE EXCEPTION 'minutes % keep their meeting, their signers and their day', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.version <> OLD.version AND (NEW.stage NOT IN ('draft', 'remarks') OR NOT EXISTS (
        SELECT FROM meetings_minutesversion v
         WHERE v.minutes_id = NEW.id AND v.number = NEW.version)) THEN
        RAISE EXCEPTION 'minutes % have no version %', OLD.id, NEW.version
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON meetings_minutes
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_minutes();
ALTER TABLE meetings_minutes ENABLE ALWAYS TRIGGER keep;

-- What is signed is changed by a corrected version only, which needs its own step.
CREATE FUNCTION meetings_open_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_minutes m
      WHERE m.id = NEW.minutes_id AND m.stage IN ('draft', 'remarks');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'minutes % are signed: no version is added', NEW.minutes_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER while_open BEFORE INSERT ON meetings_minutesversion
    FOR EACH ROW EXECUTE FUNCTION meetings_open_minutes();
ALTER TABLE meetings_minutesversion ENABLE ALWAYS TRIGGER while_open;

CREATE FUNCTION meetings_take_remark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_minutes m JOIN meetings_attendee a ON a.meeting_id = m.meeting_id
      WHERE m.id = NEW.minutes_id AND m.stage = 'remarks' AND a.id = NEW.attendee_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'minutes % take no remarks of attendee %', NEW.minutes_id, NEW.attendee_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER while_open BEFORE INSERT ON meetings_remark
    FOR EACH ROW EXECUTE FUNCTION meetings_take_remark();
ALTER TABLE meetings_remark ENABLE ALWAYS TRIGGER while_open;
CREATE TRIGGER while_open BEFORE INSERT ON meetings_agreement
    FOR EACH ROW EXECUTE FUNCTION meetings_take_remark();
ALTER TABLE meetings_agreement ENABLE ALWAYS TRIGGER while_open;

-- The present version is signed, first by who drew it up; a copy is of a signed version.
CREATE FUNCTION meetings_sign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_minutesversion v
       JOIN meetings_minutes m ON m.id = v.minutes_id AND m.version = v.number
      WHERE v.id = NEW.version_id AND m.stage IN ('draft', 'remarks')
        AND (NEW.signer = 'minute_taker' OR EXISTS (
             SELECT FROM meetings_signature s
              WHERE s.version_id = v.id AND s.signer = 'minute_taker'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'version % is not signed as % now', NEW.version_id, NEW.signer
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON meetings_signature
    FOR EACH ROW EXECUTE FUNCTION meetings_sign();
ALTER TABLE meetings_signature ENABLE ALWAYS TRIGGER in_order;

CREATE FUNCTION meetings_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_minutesversion v
       JOIN meetings_minutes m ON m.id = v.minutes_id AND m.version = v.number
      WHERE v.id = NEW.version_id AND m.id = NEW.minutes_id
        AND m.stage IN ('signed', 'published');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'minutes % are not signed', NEW.minutes_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_what_is_signed BEFORE INSERT ON meetings_publishedcopy
    FOR EACH ROW EXECUTE FUNCTION meetings_copy();
ALTER TABLE meetings_publishedcopy ENABLE ALWAYS TRIGGER of_what_is_signed;

-- Only that it ended is ever noted on these.
CREATE FUNCTION meetings_keep_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.lifted_at IS NOT NULL OR NEW.passage <> OLD.passage OR NEW.ground <> OLD.ground
       OR NEW.why <> OLD.why OR NEW.minutes_id <> OLD.minutes_id OR NEW.at <> OLD.at THEN
        RAISE EXCEPTION 'redaction % stays as it was made', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON meetings_redaction
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_redaction();
ALTER TABLE meetings_redaction ENABLE ALWAYS TRIGGER keep;
CREATE FUNCTION meetings_keep_recording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.removed_at IS NOT NULL OR NEW.url <> OLD.url OR NEW.consent <> OLD.consent
       OR NEW.meeting_id <> OLD.meeting_id OR NEW.added_at <> OLD.added_at THEN
        RAISE EXCEPTION 'recording % stays as it was linked', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON meetings_recording
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_recording();
ALTER TABLE meetings_recording ENABLE ALWAYS TRIGGER keep;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_minuteschange
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_minuteschange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_minutesversion
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_minutesversion ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_signature
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_signature ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_remark
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_remark ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_settlement
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_settlement ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_agreement
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_agreement ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON meetings_publishedcopy
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_publishedcopy ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON meetings_minutes
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_minutes ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON meetings_redaction
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_redaction ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON meetings_recording
    FOR EACH ROW EXECUTE FUNCTION meetings_refuse();
ALTER TABLE meetings_recording ENABLE ALWAYS TRIGGER stays;
