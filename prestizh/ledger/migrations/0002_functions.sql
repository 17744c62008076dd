-- The functions and triggers of the record. Every function that writes is SECURITY DEFINER and owned by prestizh_record,
-- so that its body is the only way in. prestizh/ledger/verifier.py states the same hash format in Python.

-- How long a transaction may have been open when it appends: its start is the instant that is recorded.
CREATE FUNCTION public.ledger_patience() RETURNS interval LANGUAGE sql IMMUTABLE RETURN interval '30 seconds';

-- The portal's only clock.
CREATE FUNCTION public.ledger_now() RETURNS timestamptz LANGUAGE sql STABLE
RETURN transaction_timestamp() + (SELECT clock.ahead FROM public.ledger_clock AS clock);

-- SHA-256(0x00 field 0x00 nonce value)
CREATE FUNCTION public.ledger_commitment(field text, nonce bytea, value text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
RETURN sha256('\x00'::bytea || convert_to(field, 'UTF8') || '\x00'::bytea || nonce || convert_to(value, 'UTF8'));

-- SHA-256(0x01, version 0x01, subject 16, number 8, microseconds since 1970 8, previous hash 32, length 2 and kind,
-- count of fields 2, then in the byte order of their names: length 2 and name, 1 if public else 0, commitment 32);
-- integers are big-endian
CREATE FUNCTION public.ledger_entry_hash(
    subject uuid, number bigint, at timestamptz, previous_hash bytea, kind text, fields text[], publics boolean[],
    commitments bytea[]
) RETURNS bytea LANGUAGE sql STABLE STRICT
RETURN sha256(
    '\x0101'::bytea || uuid_send(subject) || int8send(number) || int8send((extract(epoch FROM at) * 1000000)::bigint)
    || previous_hash || int2send(length(convert_to(kind, 'UTF8'))::smallint) || convert_to(kind, 'UTF8')
    || int2send(cardinality(fields)::smallint)
    || coalesce((
        SELECT string_agg(int2send(length(part.name)::smallint) || part.name || part.flag || part.commitment, ''::bytea ORDER BY part.name)
        FROM (
            SELECT convert_to(given.field, 'UTF8'), CASE WHEN given.public THEN '\x01'::bytea ELSE '\x00' END, given.commitment
            FROM unnest(fields, publics, commitments) AS given (field, public, commitment)
        ) AS part (name, flag, commitment)
    ), ''::bytea)
);

-- Appends one entry: for ledger_append, ledger_withhold and ledger_erase only. Nobody else may execute it.
CREATE FUNCTION public.ledger_chain(
    the_subject uuid, the_kind text, the_fields text[], the_nonces bytea[], the_values text[], the_publics boolean[],
    OUT id bigint, OUT number bigint, OUT at timestamptz, OUT hash bytea
) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    committed bytea[];
    head record;
    waits CONSTANT text := current_setting('lock_timeout');
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        -- Under a fixed snapshot the head read after waiting for its lock is an old one.
        RAISE EXCEPTION 'the record is written in READ COMMITTED only';
    END IF;
    IF clock_timestamp() - transaction_timestamp() > public.ledger_patience() THEN
        RAISE EXCEPTION 'this transaction is too old to be recorded: it would be back-dated';
    END IF;
    IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        -- Acknowledged means on disk. Set in the body, it lasts until the commit; a function's SET clause would not.
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;

    IF coalesce(array_position(the_fields, NULL), array_position(the_publics, NULL)) IS NOT NULL
        OR cardinality(the_publics) <> cardinality(the_fields) THEN
        RAISE EXCEPTION 'each field needs a name, and whether it is public';
    END IF;

    committed := ARRAY(
        SELECT public.ledger_commitment(given.field, given.nonce, given.value)
        FROM unnest(the_fields, the_nonces, the_values) WITH ORDINALITY AS given (field, nonce, value, place)
        ORDER BY given.place
    );

    PERFORM set_config('lock_timeout', '2s', true);
    LOOP
        SELECT h.number, h.hash INTO head FROM public.ledger_head AS h WHERE h.subject = the_subject FOR NO KEY UPDATE;
        EXIT WHEN FOUND;
        INSERT INTO public.ledger_head (subject, number, hash, at)
        VALUES (the_subject, 0, decode(repeat('00', 32), 'hex'), public.ledger_now())
        ON CONFLICT DO NOTHING;
    END LOOP;
    PERFORM set_config('lock_timeout', waits, true);

    number := head.number + 1;
    at := public.ledger_now();
    hash := public.ledger_entry_hash(the_subject, number, at, head.hash, the_kind, the_fields, the_publics, committed);
    INSERT INTO public.ledger_entry AS e (subject, number, kind, at, fields, publics, commitments, previous_hash, hash)
    VALUES (the_subject, number, the_kind, at, the_fields, the_publics, committed, head.hash, hash)
    RETURNING e.id INTO id;
    INSERT INTO public.ledger_value (entry_id, field, nonce, value)
    SELECT id, given.field, given.nonce, given.value
    FROM unnest(the_fields, the_nonces, the_values) AS given (field, nonce, value);
    UPDATE public.ledger_head AS h SET number = ledger_chain.number, hash = ledger_chain.hash, at = ledger_chain.at
    WHERE h.subject = the_subject;
END
$$;

-- What the application calls to record an act. Number, time and hash are set here.
CREATE FUNCTION public.ledger_append(
    the_subject uuid, the_kind text, the_fields text[], the_nonces bytea[], the_values text[], the_publics boolean[],
    OUT number bigint, OUT at timestamptz, OUT hash bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF the_kind LIKE 'record.%' THEN
        RAISE EXCEPTION 'kinds that begin with "record." are made by the record itself';
    END IF;
    SELECT made.number, made.at, made.hash INTO number, at, hash
    FROM public.ledger_chain(the_subject, the_kind, the_fields, the_nonces, the_values, the_publics) AS made;
END
$$;

-- Names values as removed by the entry `remover`; for ledger_withhold and ledger_erase only.
CREATE FUNCTION public.ledger_name_removed(
    the_subject uuid, the_numbers bigint[], the_fields text[], remover bigint, for_good boolean
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    named bigint;
BEGIN
    INSERT INTO public.ledger_removal (entry_id, field, by_id, erased)
    SELECT value.entry_id, value.field, remover, for_good
    FROM unnest(the_numbers, the_fields) AS target (number, field)
    JOIN public.ledger_entry AS entry ON entry.subject = the_subject AND entry.number = target.number
    JOIN public.ledger_value AS value ON value.entry_id = entry.id AND value.field = target.field
    WHERE entry.kind NOT LIKE 'record.%' AND (for_good OR entry.publics[array_position(entry.fields, value.field)]);
    GET DIAGNOSTICS named = ROW_COUNT;
    IF named = 0 OR named <> cardinality(the_numbers) OR named <> cardinality(the_fields) THEN
        RAISE EXCEPTION 'not every value named stands in this chain, open to removal';
    END IF;
END
$$;

-- Lines "number field", as the removing entry publishes them.
CREATE FUNCTION public.ledger_removal_lines(the_numbers bigint[], the_fields text[]) RETURNS text
LANGUAGE sql IMMUTABLE STRICT
RETURN (
    SELECT string_agg(target.number::text || ' ' || target.field, E'\n' ORDER BY target.number, target.field COLLATE "C")
    FROM unnest(the_numbers, the_fields) AS target (number, field)
);

-- Withholds public values from the public; they stay stored and committed to.
CREATE FUNCTION public.ledger_withhold(
    the_subject uuid, the_numbers bigint[], the_fields text[], reason text, officer text, nonces bytea[],
    OUT number bigint, OUT at timestamptz, OUT hash bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made record;
BEGIN
    IF reason !~ '\S' OR reason IS NULL OR officer !~ '\S' OR officer IS NULL THEN
        RAISE EXCEPTION 'withholding needs a reason and an officer';
    END IF;
    made := public.ledger_chain(
        the_subject, 'record.withheld', ARRAY['officer', 'reason', 'withheld'], nonces,
        ARRAY[officer, reason, public.ledger_removal_lines(the_numbers, the_fields)], ARRAY[false, true, true]
    );
    PERFORM public.ledger_name_removed(the_subject, the_numbers, the_fields, made.id, false);
    number := made.number;
    at := made.at;
    hash := made.hash;
END
$$;

-- Erases values and their nonces: the commitments stay and can no longer be opened by anyone.
CREATE FUNCTION public.ledger_erase(
    the_subject uuid, the_numbers bigint[], the_fields text[], reason text, first_officer text, second_officer text,
    nonces bytea[], OUT number bigint, OUT at timestamptz, OUT hash bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made record;
BEGIN
    IF reason !~ '\S' OR reason IS NULL THEN
        RAISE EXCEPTION 'erasing needs a reason';
    END IF;
    IF first_officer !~ '\S' OR second_officer !~ '\S' OR first_officer = second_officer
        OR first_officer IS NULL OR second_officer IS NULL THEN
        RAISE EXCEPTION 'erasing needs two officers';
    END IF;
    made := public.ledger_chain(
        the_subject, 'record.erased', ARRAY['erased', 'first_officer', 'reason', 'second_officer'], nonces,
        ARRAY[public.ledger_removal_lines(the_numbers, the_fields), first_officer, reason, second_officer],
        ARRAY[true, false, true, false]
    );
    PERFORM public.ledger_name_removed(the_subject, the_numbers, the_fields, made.id, true);
    DELETE FROM public.ledger_value AS value USING public.ledger_removal AS removal
    WHERE removal.by_id = made.id AND value.entry_id = removal.entry_id AND value.field = removal.field;
    number := made.number;
    at := made.at;
    hash := made.hash;
END
$$;

-- Moves the clock forward. It may be set back only while nothing is recorded, so that a record never runs backwards.
CREATE FUNCTION public.ledger_step_clock(by interval) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Kept in microseconds only: days and months would be added in the session's time zone.
    UPDATE public.ledger_clock
    SET ahead = ahead + (extract(epoch FROM by) * 1000000)::double precision * interval '1 microsecond';
    RETURN public.ledger_now();
END
$$;

CREATE FUNCTION public.ledger_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the record is append-only: no % on %', TG_OP, TG_TABLE_NAME;
END
$$;

CREATE FUNCTION public.ledger_value_goes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.ledger_removal AS removal
        WHERE removal.entry_id = OLD.entry_id AND removal.field = OLD.field AND removal.erased
    ) THEN
        RAISE EXCEPTION 'the record is append-only: a value goes only by a recorded erasure';
    END IF;
    RETURN OLD;
END
$$;

CREATE FUNCTION public.ledger_head_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.subject <> OLD.subject OR NEW.number <> OLD.number + 1 OR NOT EXISTS (
        SELECT FROM public.ledger_entry AS entry
        WHERE entry.subject = NEW.subject AND entry.number = NEW.number
            AND entry.previous_hash = OLD.hash AND entry.hash = NEW.hash
    ) THEN
        RAISE EXCEPTION 'the record is append-only: a head moves only to the entry that follows';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION public.ledger_clock_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.ahead < OLD.ahead AND EXISTS (SELECT FROM public.ledger_head) THEN
        RAISE EXCEPTION 'the clock moves only forward';
    END IF;
    RETURN NEW;
END
$$;

-- ALWAYS, because session_replication_role = replica passes other triggers; statement triggers, because TRUNCATE passes rows'.
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON public.ledger_entry
    FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_entry_not_emptied BEFORE TRUNCATE ON public.ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_value_stays BEFORE UPDATE ON public.ledger_value
    FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_value_goes BEFORE DELETE ON public.ledger_value
    FOR EACH ROW EXECUTE FUNCTION public.ledger_value_goes();
CREATE TRIGGER ledger_value_not_emptied BEFORE TRUNCATE ON public.ledger_value
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_removal_stays BEFORE UPDATE OR DELETE ON public.ledger_removal
    FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_removal_not_emptied BEFORE TRUNCATE ON public.ledger_removal
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_head_moves BEFORE UPDATE ON public.ledger_head
    FOR EACH ROW EXECUTE FUNCTION public.ledger_head_moves();
CREATE TRIGGER ledger_head_stays BEFORE DELETE ON public.ledger_head
    FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_head_not_emptied BEFORE TRUNCATE ON public.ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_clock_moves BEFORE UPDATE ON public.ledger_clock
    FOR EACH ROW EXECUTE FUNCTION public.ledger_clock_moves();
CREATE TRIGGER ledger_clock_stays BEFORE DELETE ON public.ledger_clock
    FOR EACH ROW EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER ledger_clock_not_emptied BEFORE TRUNCATE ON public.ledger_clock
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();

ALTER TABLE public.ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_stays;
ALTER TABLE public.ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_not_emptied;
ALTER TABLE public.ledger_value ENABLE ALWAYS TRIGGER ledger_value_stays;
ALTER TABLE public.ledger_value ENABLE ALWAYS TRIGGER ledger_value_goes;
ALTER TABLE public.ledger_value ENABLE ALWAYS TRIGGER ledger_value_not_emptied;
ALTER TABLE public.ledger_removal ENABLE ALWAYS TRIGGER ledger_removal_stays;
ALTER TABLE public.ledger_removal ENABLE ALWAYS TRIGGER ledger_removal_not_emptied;
ALTER TABLE public.ledger_head ENABLE ALWAYS TRIGGER ledger_head_moves;
ALTER TABLE public.ledger_head ENABLE ALWAYS TRIGGER ledger_head_stays;
ALTER TABLE public.ledger_head ENABLE ALWAYS TRIGGER ledger_head_not_emptied;
ALTER TABLE public.ledger_clock ENABLE ALWAYS TRIGGER ledger_clock_moves;
ALTER TABLE public.ledger_clock ENABLE ALWAYS TRIGGER ledger_clock_stays;
ALTER TABLE public.ledger_clock ENABLE ALWAYS TRIGGER ledger_clock_not_emptied;

INSERT INTO public.ledger_clock (id, ahead) VALUES (1, interval '0');
