-- Only a score changes the marks; what was said of a stakeholder and sent to it stands.
CREATE FUNCTION stakeholders_carry_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stakeholders_stakeholder
       SET interest = NEW.interest, influence = NEW.influence, affectedness = NEW.affectedness,
           effect = NEW.effect, position = NEW.position,
           reviewed_on = (NEW.at AT TIME ZONE 'Europe/Sofia')::date
     WHERE id = NEW.stakeholder_id;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_score AFTER INSERT ON stakeholders_score
    FOR EACH ROW EXECUTE FUNCTION stakeholders_carry_score();
ALTER TABLE stakeholders_score ENABLE ALWAYS TRIGGER carry_score;

CREATE FUNCTION stakeholders_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.interest, NEW.influence, NEW.affectedness, NEW.effect, NEW.position)
       IS DISTINCT FROM (OLD.interest, OLD.influence, OLD.affectedness, OLD.effect, OLD.position)
       AND pg_trigger_depth() < 2
       OR (NEW.public_id, NEW.subject) IS DISTINCT FROM (OLD.public_id, OLD.subject) THEN
        RAISE EXCEPTION 'marks are changed only by a score' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep BEFORE UPDATE ON stakeholders_stakeholder
    FOR EACH ROW EXECUTE FUNCTION stakeholders_keep();
ALTER TABLE stakeholders_stakeholder ENABLE ALWAYS TRIGGER keep;

ALTER TABLE stakeholders_stakeholder ADD CONSTRAINT a_stakeholder_is_no_person CHECK (NOT (
    direct_has_egn(name) OR direct_has_egn(note) OR direct_has_egn(channels)
    OR direct_has_egn(office_phone)
    OR name ~ '@' OR note ~ '[[:alnum:]]@[[:alnum:]]' OR channels ~ '[[:alnum:]]@[[:alnum:]]'));
ALTER TABLE stakeholders_score ADD CONSTRAINT a_score_holds_no_person CHECK (NOT (
    direct_has_egn(reason) OR reason ~ '[[:alnum:]]@[[:alnum:]]'));

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON stakeholders_score
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE stakeholders_score ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON stakeholders_invitation
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE stakeholders_invitation ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON stakeholders_turnout
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE stakeholders_turnout ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON stakeholders_stakeholder
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE stakeholders_stakeholder ENABLE ALWAYS TRIGGER stays;
