-- A step is the only way to change a forum's stage, and stands for ever.
CREATE FUNCTION gatherings_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE gatherings_forum SET stage = NEW.target
     WHERE id = NEW.forum_id AND method = NEW.method
       AND stage = coalesce(nullif(NEW.source, ''), 'preparing');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'forum % is not at stage %', NEW.forum_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON gatherings_forumchange
    FOR EACH ROW EXECUTE FUNCTION gatherings_carry_stage();
ALTER TABLE gatherings_forumchange ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION gatherings_keep_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.method <> OLD.method OR NEW.body_id <> OLD.body_id THEN
        RAISE EXCEPTION 'forum % keeps its body and its method', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.stage NOT IN ('preparing', 'registering') AND (
        NEW.places <> OLD.places OR NEW.areas <> OLD.areas OR NEW.age_bands <> OLD.age_bands
        OR NEW.seed_source <> OLD.seed_source) THEN
        RAISE EXCEPTION 'the frame of a closed list stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_stage BEFORE UPDATE ON gatherings_forum
    FOR EACH ROW EXECUTE FUNCTION gatherings_keep_stage();
ALTER TABLE gatherings_forum ENABLE ALWAYS TRIGGER keep_stage;

-- The list of a draw stands from its closing on, the seed and the outcome once they are entered.
CREATE FUNCTION gatherings_keep_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.forum_id <> OLD.forum_id OR NEW.listed <> OLD.listed
       OR NEW.list_sha256 <> OLD.list_sha256 OR NEW.closed_at <> OLD.closed_at
       OR NEW.closed_by_id <> OLD.closed_by_id THEN
        RAISE EXCEPTION 'the list of a draw is closed' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.drawn_at IS NOT NULL AND (
        NEW.seed_words <> OLD.seed_words OR NEW.seed_known_at <> OLD.seed_known_at
        OR NEW.seed_link <> OLD.seed_link OR NEW.drawn_at <> OLD.drawn_at
        OR NEW.result IS DISTINCT FROM OLD.result) THEN
        RAISE EXCEPTION 'a draw stands as it was drawn' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.seating IS NOT NULL AND NEW.seating IS DISTINCT FROM OLD.seating THEN
        RAISE EXCEPTION 'the tables stand as they were dealt' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_draw BEFORE UPDATE ON gatherings_draw
    FOR EACH ROW EXECUTE FUNCTION gatherings_keep_draw();
ALTER TABLE gatherings_draw ENABLE ALWAYS TRIGGER keep_draw;

-- Nobody registers into a closed list, and nobody's code or strata change after it was closed.
CREATE FUNCTION gatherings_keep_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM gatherings_draw WHERE forum_id = NEW.forum_id;
        IF FOUND THEN
            RAISE EXCEPTION 'the list is closed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.code <> OLD.code OR NEW.forum_id <> OLD.forum_id THEN
        RAISE EXCEPTION 'a code stays' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.area <> OLD.area OR NEW.age <> OLD.age OR NEW.sex <> OLD.sex
       OR NEW.household_id IS DISTINCT FROM OLD.household_id THEN
        PERFORM 1 FROM gatherings_draw WHERE forum_id = NEW.forum_id;
        IF FOUND THEN
            RAISE EXCEPTION 'the list is closed' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_list BEFORE INSERT OR UPDATE ON gatherings_registration
    FOR EACH ROW EXECUTE FUNCTION gatherings_keep_list();
ALTER TABLE gatherings_registration ENABLE ALWAYS TRIGGER keep_list;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON gatherings_forumchange
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_forumchange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON gatherings_replacement
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_replacement ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON gatherings_forum
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_forum ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON gatherings_draw
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_draw ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON gatherings_registration
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE gatherings_registration ENABLE ALWAYS TRIGGER stays;
