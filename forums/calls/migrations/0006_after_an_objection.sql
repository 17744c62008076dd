-- A published result is corrected only because of an objection that was upheld, and says why.
CREATE OR REPLACE FUNCTION calls_carry_stage() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.step = 'correct' AND (btrim(NEW.reason) = '' OR NOT EXISTS (
        SELECT FROM calls_objection JOIN calls_application
               ON calls_application.id = calls_objection.application_id
         WHERE calls_application.call_id = NEW.call_id AND outcome = 'upheld')) THEN
        RAISE EXCEPTION 'call % has no ground to be corrected', NEW.call_id
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

-- Points are given while the applications are assessed; afterwards only to what was left out, once
-- an objection to that was upheld, and until the result is corrected.
CREATE OR REPLACE FUNCTION calls_keep_protocol() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM calls_application JOIN calls_call ON calls_call.id = call_id
         WHERE calls_application.id = NEW.application_id AND (
               calls_call.stage = 'selecting'
            OR calls_call.stage = 'decided'
               AND EXISTS (SELECT FROM calls_objection
                            WHERE application_id = NEW.application_id AND outcome = 'upheld')
               AND NOT EXISTS (SELECT FROM calls_verdict
                                WHERE application_id = NEW.application_id
                                  AND decision <> 'inadmissible'))) THEN
        RAISE EXCEPTION 'application % is not being assessed', NEW.application_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
