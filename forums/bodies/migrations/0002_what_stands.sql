-- A step is the only way to change a stage, and stands for ever.
CREATE FUNCTION bodies_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bodies_body SET stage = NEW.target
     WHERE id = NEW.body_id AND stage = coalesce(nullif(NEW.source, ''), 'draft');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'body % is not at stage %', NEW.body_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON bodies_bodychange
    FOR EACH ROW EXECUTE FUNCTION bodies_carry_stage();
ALTER TABLE bodies_bodychange ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION bodies_keep_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.subject <> OLD.subject OR NEW.public_id <> OLD.public_id THEN
        RAISE EXCEPTION 'body % keeps its name in the record', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_stage BEFORE UPDATE ON bodies_body
    FOR EACH ROW EXECUTE FUNCTION bodies_keep_stage();
ALTER TABLE bodies_body ENABLE ALWAYS TRIGGER keep_stage;

CREATE FUNCTION bodies_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the record stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON bodies_bodychange
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE bodies_bodychange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON bodies_bodyrules
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE bodies_bodyrules ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON bodies_body
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE bodies_body ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON bodies_membership
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE bodies_membership ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON bodies_seat
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE bodies_seat ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON bodies_secretary
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE bodies_secretary ENABLE ALWAYS TRIGGER stays;
