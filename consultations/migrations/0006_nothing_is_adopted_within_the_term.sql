-- The council decides after the term: what is still open is not adopted.
CREATE FUNCTION consultations_not_within_the_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.target = 'adopted' AND EXISTS (SELECT 1 FROM consultations_consultation
             WHERE id = NEW.consultation_id AND closes_at > NEW.at) THEN
        RAISE EXCEPTION 'consultation % is adopted while opinions are taken', NEW.consultation_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_within_the_term BEFORE INSERT ON consultations_stagechange
    FOR EACH ROW EXECUTE FUNCTION consultations_not_within_the_term();
ALTER TABLE consultations_stagechange ENABLE ALWAYS TRIGGER not_within_the_term;
