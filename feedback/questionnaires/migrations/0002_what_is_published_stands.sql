-- A version changes until it is published; then it stands for ever, because answers refer to it.
CREATE FUNCTION questionnaires_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'version % of questionnaire % is published and stays as it is',
            OLD.number, OLD.questionnaire_id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.questionnaire_id <> OLD.questionnaire_id OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'a version keeps its number' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.published_at IS NOT NULL AND NEW.content <> OLD.content THEN
        RAISE EXCEPTION 'what is published is what was edited before'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_version BEFORE UPDATE OR DELETE ON questionnaires_version
    FOR EACH ROW EXECUTE FUNCTION questionnaires_keep_version();
ALTER TABLE questionnaires_version ENABLE ALWAYS TRIGGER keep_version;

CREATE FUNCTION questionnaires_keep_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.subject <> OLD.subject OR NEW.public_id <> OLD.public_id THEN
        RAISE EXCEPTION 'questionnaire % keeps its name in the record', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_name BEFORE UPDATE ON questionnaires_questionnaire
    FOR EACH ROW EXECUTE FUNCTION questionnaires_keep_name();
ALTER TABLE questionnaires_questionnaire ENABLE ALWAYS TRIGGER keep_name;
CREATE TRIGGER stays BEFORE DELETE ON questionnaires_questionnaire
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE questionnaires_questionnaire ENABLE ALWAYS TRIGGER stays;
