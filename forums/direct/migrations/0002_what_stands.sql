-- A step is the only way to change a stage, in the order of days, and stands for ever.
CREATE FUNCTION direct_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE direct_initiative SET stage = NEW.target
     WHERE id = NEW.initiative_id AND kind = NEW.kind
       AND stage = coalesce(nullif(NEW.source, ''), 'noted')
       -- Where citizens sign, nothing is decided before the signatures were checked.
       AND NOT (initiator = 'citizens' AND NEW.step IN ('call', 'refuse')
                AND NEW.source IN ('noted', 'tabled'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'initiative % is not at stage %', NEW.initiative_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM direct_change
                WHERE initiative_id = NEW.initiative_id AND "on" > NEW."on") THEN
        RAISE EXCEPTION 'a step of initiative % is later than this one', NEW.initiative_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.step = 'hold' AND NOT EXISTS (
        SELECT 1 FROM direct_result WHERE initiative_id = NEW.initiative_id
           AND is_adopted = (NEW.target = 'held')) THEN
        RAISE EXCEPTION 'what was held has its result' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.step = 'answer' AND NOT EXISTS (
        SELECT 1 FROM direct_answer WHERE initiative_id = NEW.initiative_id) THEN
        RAISE EXCEPTION 'what was answered has its answer' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM documents_document
                WHERE id = NEW.document_id AND direct_has_egn(name)) THEN
        RAISE EXCEPTION 'the name of a file holds a personal number'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON direct_change
    FOR EACH ROW EXECUTE FUNCTION direct_carry_stage();
ALTER TABLE direct_change ENABLE ALWAYS TRIGGER carry_stage;

CREATE FUNCTION direct_keep_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.subject, NEW.public_id, NEW.year, NEW.number, NEW.kind, NEW.initiator)
       IS DISTINCT FROM (OLD.subject, OLD.public_id, OLD.year, OLD.number, OLD.kind, OLD.initiator)
    THEN
        RAISE EXCEPTION 'entry % of the register keeps its name', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.stage NOT IN ('noted', 'gathering')
       AND (NEW.question, NEW.voters) IS DISTINCT FROM (OLD.question, OLD.voters) THEN
        RAISE EXCEPTION 'what was handed in stays as it was handed in'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_stage BEFORE UPDATE ON direct_initiative
    FOR EACH ROW EXECUTE FUNCTION direct_keep_stage();
ALTER TABLE direct_initiative ENABLE ALWAYS TRIGGER keep_stage;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON direct_change
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE direct_change ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON direct_result
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE direct_result ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON direct_answer
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE direct_answer ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON direct_initiative
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE direct_initiative ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON direct_measure
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE direct_measure ENABLE ALWAYS TRIGGER stays;

-- Ten digits with a date of birth and the right check digit are an ЕГН; see forums/direct/egn.py.
CREATE FUNCTION direct_is_egn(number text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    weights constant integer[] := '{2,4,8,5,10,9,7,3,6}';
    total integer := 0;
    month integer := substr(number, 3, 2)::integer;
    year integer := substr(number, 1, 2)::integer;
    day integer := substr(number, 5, 2)::integer;
    days integer;
BEGIN
    CASE
        WHEN month BETWEEN 1 AND 12 THEN year := 1900 + year;
        WHEN month BETWEEN 21 AND 32 THEN year := 1800 + year; month := month - 20;
        WHEN month BETWEEN 41 AND 52 THEN year := 2000 + year; month := month - 40;
        ELSE RETURN false;
    END CASE;
    days := extract(day FROM make_date(year, month, 1) + interval '1 month - 1 day');
    IF day NOT BETWEEN 1 AND days THEN
        RETURN false;
    END IF;
    FOR place IN 1..9 LOOP
        total := total + substr(number, place, 1)::integer * weights[place];
    END LOOP;
    RETURN total % 11 % 10 = substr(number, 10, 1)::integer;
END $$;

CREATE FUNCTION direct_has_egn(words text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = public, pg_catalog
RETURN coalesce((
    SELECT bool_or(public.direct_is_egn(found[1] || found[2]))
      FROM regexp_matches(words, '(?<![0-9])([0-9]{6})[ .–—-]?([0-9]{4})(?![0-9])', 'g') AS found
), false);

ALTER TABLE direct_initiative ADD CONSTRAINT an_entry_holds_no_egn CHECK (NOT (
    direct_has_egn(title) OR direct_has_egn(title_en) OR direct_has_egn(question)
    OR direct_has_egn(question_en) OR direct_has_egn(reasons) OR direct_has_egn(quarter)
    OR direct_has_egn(contact) OR direct_has_egn(decision_number) OR direct_has_egn(place)));
ALTER TABLE direct_change ADD CONSTRAINT a_step_holds_no_egn
    CHECK (NOT (direct_has_egn(act) OR direct_has_egn(note)));
ALTER TABLE direct_committeemember ADD CONSTRAINT a_name_holds_no_egn
    CHECK (NOT direct_has_egn(name));
ALTER TABLE direct_result ADD CONSTRAINT a_result_holds_no_egn
    CHECK (NOT (direct_has_egn(decision) OR direct_has_egn(decision_en)));
ALTER TABLE direct_answer ADD CONSTRAINT an_answer_holds_no_egn CHECK (NOT (
    direct_has_egn(text) OR direct_has_egn(text_en) OR direct_has_egn(decided_by)
    OR direct_has_egn(newspaper)));
ALTER TABLE direct_measure ADD CONSTRAINT a_measure_holds_no_egn
    CHECK (NOT (direct_has_egn(text) OR direct_has_egn(owner) OR direct_has_egn(done_note)));
