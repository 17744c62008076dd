-- A part of a text neither leaves a published draft nor comes into one.
CREATE OR REPLACE FUNCTION consultations_freeze_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owners bigint[] := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.consultation_id]
        WHEN 'DELETE' THEN ARRAY[OLD.consultation_id]
        ELSE ARRAY[OLD.consultation_id, NEW.consultation_id] END;
BEGIN
    IF TG_OP = 'UPDATE'
       AND (to_jsonb(NEW) - 'proposal_count') = (to_jsonb(OLD) - 'proposal_count') THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM consultations_consultation
                WHERE id = ANY (owners) AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the text of consultation % is frozen since its publication', owners
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- An answer neither leaves a closed consultation nor comes into one.
CREATE OR REPLACE FUNCTION consultations_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint[] := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.proposal_id]
        WHEN 'DELETE' THEN ARRAY[OLD.proposal_id]
        ELSE ARRAY[OLD.proposal_id, NEW.proposal_id] END;
BEGIN
    IF EXISTS (SELECT 1 FROM consultations_proposal p
                 JOIN consultations_consultation c ON c.id = p.consultation_id
                WHERE p.id = ANY (about) AND c.stage <> 'published') THEN
        RAISE EXCEPTION 'the answer to proposal % is final', about
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- Closed means: every proposal is answered, nothing waits for its author or for a clerk, and there
-- is a report.
CREATE OR REPLACE FUNCTION consultations_closed_is_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.target <> 'reported' THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM consultations_proposal p
                 LEFT JOIN consultations_answer a ON a.proposal_id = p.id
                WHERE p.consultation_id = NEW.consultation_id AND p.counts AND a.id IS NULL)
       OR EXISTS (SELECT 1 FROM consultations_opinion
                   WHERE consultation_id = NEW.consultation_id AND withdrawn_at IS NULL
                     -- A late one that nobody confirmed holds up nobody.
                     AND (confirmation = 'awaited' AND lateness <> 'late'
                          OR lateness = 'late' AND confirmation NOT IN ('set_aside', 'awaited')))
       OR NOT EXISTS (SELECT 1 FROM consultations_closingreport
                       WHERE consultation_id = NEW.consultation_id)
       OR EXISTS (SELECT 1 FROM consultations_consultation
                   WHERE id = NEW.consultation_id AND closes_at > NEW.at) THEN
        RAISE EXCEPTION 'consultation % is closed without all that a closing report needs',
            NEW.consultation_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
