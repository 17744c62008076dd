-- A step is the only way to change a stage, and stands for ever.
CREATE FUNCTION calls_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.step = 'select' AND EXISTS (
        SELECT FROM calls_call WHERE id = NEW.call_id AND closes_at > public.ledger_now()) THEN
        RAISE EXCEPTION 'call % is open still', NEW.call_id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.step = 'finish' AND EXISTS (
        SELECT FROM calls_call
         WHERE id = NEW.call_id AND objections_close_at > public.ledger_now()) THEN
        RAISE EXCEPTION 'call % takes objections still', NEW.call_id
            USING ERRCODE = 'check_violation';
    END IF;
    UPDATE calls_call SET stage = NEW.target
     WHERE id = NEW.call_id AND stage = coalesce(nullif(NEW.source, ''), 'draft');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'call % is not at stage %', NEW.call_id, NEW.source
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER carry_stage AFTER INSERT ON calls_callchange
    FOR EACH ROW EXECUTE FUNCTION calls_carry_stage();
ALTER TABLE calls_callchange ENABLE ALWAYS TRIGGER carry_stage;

-- What was published of a call stays as it was published, its term above all.
CREATE FUNCTION calls_keep_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage <> OLD.stage AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a stage is changed only by a step' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.body_id <> OLD.body_id OR NEW.public_id <> OLD.public_id
       OR (OLD.stage <> 'draft' AND (
           NEW.title, NEW.announcement, NEW.term_days, NEW.objection_days, NEW.least_points,
           NEW.published_at, NEW.last_day, NEW.closes_at)
          IS DISTINCT FROM (
           OLD.title, OLD.announcement, OLD.term_days, OLD.objection_days, OLD.least_points,
           OLD.published_at, OLD.last_day, OLD.closes_at)) THEN
        RAISE EXCEPTION 'call % stays as it was published', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_call BEFORE UPDATE ON calls_call
    FOR EACH ROW EXECUTE FUNCTION calls_keep_call();
ALTER TABLE calls_call ENABLE ALWAYS TRIGGER keep_call;

-- Places, criteria and papers change only while the call is being prepared.
CREATE FUNCTION calls_keep_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM calls_call
         WHERE id = coalesce(NEW.call_id, OLD.call_id) AND stage = 'draft') THEN
        RAISE EXCEPTION 'the terms of call % are published', coalesce(NEW.call_id, OLD.call_id)
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keep_terms BEFORE INSERT OR UPDATE OR DELETE ON calls_callseat
    FOR EACH ROW EXECUTE FUNCTION calls_keep_terms();
ALTER TABLE calls_callseat ENABLE ALWAYS TRIGGER keep_terms;
CREATE TRIGGER keep_terms BEFORE INSERT OR UPDATE OR DELETE ON calls_criterion
    FOR EACH ROW EXECUTE FUNCTION calls_keep_terms();
ALTER TABLE calls_criterion ENABLE ALWAYS TRIGGER keep_terms;
CREATE TRIGGER keep_terms BEFORE INSERT OR UPDATE OR DELETE ON calls_requiredpaper
    FOR EACH ROW EXECUTE FUNCTION calls_keep_terms();
ALTER TABLE calls_requiredpaper ENABLE ALWAYS TRIGGER keep_terms;

-- What was sent stays as it was sent, and its moment says whether it was in time.
CREATE FUNCTION calls_keep_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (
           NEW.key, NEW.call_id, NEW.seat_id, NEW.applicant_id, NEW.organisation_id,
           NEW.representation_id, NEW.candidate, NEW.phone, NEW.competence, NEW.interest,
           NEW.connections, NEW.is_declared, NEW.mandate_id, NEW.submitted_at, NEW.reference,
           NEW.digest)
          IS DISTINCT FROM (
           OLD.key, OLD.call_id, OLD.seat_id, OLD.applicant_id, OLD.organisation_id,
           OLD.representation_id, OLD.candidate, OLD.phone, OLD.competence, OLD.interest,
           OLD.connections, OLD.is_declared, OLD.mandate_id, OLD.submitted_at, OLD.reference,
           OLD.digest) THEN
        RAISE EXCEPTION 'application % stays as it was sent', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn'
       OR OLD.state = 'submitted' AND NEW.state = 'draft' THEN
        RAISE EXCEPTION 'application % was sent', OLD.public_id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'submitted' AND NOT EXISTS (
        SELECT FROM calls_call
         WHERE id = NEW.call_id AND stage IN ('published', 'selecting')
           AND (NEW.lateness = 'in_time') = (NEW.submitted_at < closes_at)
           AND NEW.submitted_at = public.ledger_now()) THEN
        RAISE EXCEPTION 'application % says otherwise of its moment', OLD.public_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_application BEFORE UPDATE ON calls_application
    FOR EACH ROW EXECUTE FUNCTION calls_keep_application();
ALTER TABLE calls_application ENABLE ALWAYS TRIGGER keep_application;

-- Points are given while the applications are assessed, never afterwards.
CREATE FUNCTION calls_keep_protocol() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM calls_application JOIN calls_call ON calls_call.id = call_id
         WHERE calls_application.id = NEW.application_id AND calls_call.stage = 'selecting') THEN
        RAISE EXCEPTION 'application % is not being assessed', NEW.application_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_protocol BEFORE INSERT OR UPDATE ON calls_score
    FOR EACH ROW EXECUTE FUNCTION calls_keep_protocol();
ALTER TABLE calls_score ENABLE ALWAYS TRIGGER keep_protocol;

CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON calls_callchange
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_callchange ENABLE ALWAYS TRIGGER stands;
CREATE TRIGGER stays BEFORE DELETE ON calls_call
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_call ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON calls_application
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_application ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON calls_completion
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_completion ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON calls_objection
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_objection ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON calls_verdict
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_verdict ENABLE ALWAYS TRIGGER stays;
CREATE TRIGGER stays BEFORE DELETE ON calls_score
    FOR EACH ROW EXECUTE FUNCTION bodies_refuse();
ALTER TABLE calls_score ENABLE ALWAYS TRIGGER stays;
