-- A membership that ended stays ended, on its day and its ground; nobody changes seats silently.
CREATE FUNCTION bodies_keep_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.body_id <> OLD.body_id OR NEW.seat_id <> OLD.seat_id OR NEW.standing <> OLD.standing
       OR NEW.stands_for_id IS DISTINCT FROM OLD.stands_for_id
       OR NEW.appointed_on <> OLD.appointed_on THEN
        RAISE EXCEPTION 'membership % keeps its seat; another begins with an act', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.ended_on IS NOT NULL
       AND (NEW.ended_on IS DISTINCT FROM OLD.ended_on OR NEW.release <> OLD.release) THEN
        RAISE EXCEPTION 'membership % has ended', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_membership BEFORE UPDATE ON bodies_membership
    FOR EACH ROW EXECUTE FUNCTION bodies_keep_membership();
ALTER TABLE bodies_membership ENABLE ALWAYS TRIGGER keep_membership;
