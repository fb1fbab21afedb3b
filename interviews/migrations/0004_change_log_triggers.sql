-- The log of all that the public may see. Row triggers note which things a transaction
-- touches. When it commits, what each of those is by then is compared with what the log
-- last said of it, and the difference is written down: several changes of one thing are
-- one line, and what comes and goes within a transaction is none.
--
-- Whoever writes the log holds a lock until the end of the commit, so that numbers are in
-- the order of commits: a reader who has seen a number will never find a lower one new.

CREATE SEQUENCE interviews_change_number;

-- Empty between transactions, each of which sees its own rows alone. Rows of the resource
-- 'commit' are there for the trigger on them, see below; those of 'parts of interview' and
-- 'parts of passage' say that what these hold may be public now, or no longer.

CREATE UNLOGGED TABLE interviews_touched (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    resource text NOT NULL,
    object_id bigint NOT NULL,
    -- The thing itself, rather than only, perhaps, whether it is public.
    is_changed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (transaction, resource, object_id)
);

CREATE FUNCTION interviews_touch(resource text, object_id bigint, is_changed boolean)
RETURNS void AS $$
BEGIN
    IF object_id IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO interviews_touched AS touched VALUES (DEFAULT, resource, object_id, is_changed)
        ON CONFLICT ON CONSTRAINT interviews_touched_pkey DO UPDATE SET is_changed = true
        WHERE EXCLUDED.is_changed AND NOT touched.is_changed;
    -- Once for a transaction: a savepoint that is undone takes its setting with it.
    IF coalesce(current_setting('interviews.is_touched', true), '') = '' THEN
        PERFORM set_config('interviews.is_touched', 'yes', true);
        INSERT INTO interviews_touched VALUES (DEFAULT, 'commit', 1);
    END IF;
END
$$ LANGUAGE plpgsql;

-- The thing itself. Argument: the resource.

CREATE FUNCTION interviews_touch_itself() RETURNS trigger AS $$
BEGIN
    PERFORM interviews_touch(TG_ARGV[0], CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END, true);
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

-- What a row refers to, which may be public by it. Arguments: the resource, the column.

CREATE FUNCTION interviews_touch_other() RETURNS trigger AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM interviews_touch(TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, false);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM interviews_touch(TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::bigint, false);
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

DO $$
DECLARE
    model text;
    refers record;
BEGIN
    FOREACH model IN ARRAY ARRAY['interview', 'speaker', 'turn', 'quote', 'entity', 'topic'] LOOP
        EXECUTE format(
            'CREATE TRIGGER touch_itself AFTER INSERT OR DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION interviews_touch_itself(%L)',
            'interviews_' || model, model
        );
        -- The stamp moves with every real change, also of what belongs to the row.
        EXECUTE format(
            'CREATE TRIGGER touch_itself_changed AFTER UPDATE ON %I
            FOR EACH ROW WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at)
            EXECUTE FUNCTION interviews_touch_itself(%L)',
            'interviews_' || model, model
        );
    END LOOP;
    FOR refers IN
        SELECT * FROM (VALUES
            ('interviews_participation', 'speaker', 'speaker_id'),
            ('interviews_quote', 'speaker', 'speaker_id'),
            ('interviews_speaker', 'entity', 'entity_id'),
            ('interviews_mention', 'entity', 'entity_id'),
            ('interviews_turn_topics', 'topic', 'topic_id'),
            ('interviews_topic', 'topic', 'broader_id')
        ) AS pair (from_table, resource, reference)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I AFTER INSERT OR DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION interviews_touch_other(%L, %L)',
            'touch_' || refers.resource, refers.from_table, refers.resource, refers.reference
        );
        EXECUTE format(
            'CREATE TRIGGER %I AFTER UPDATE ON %I
            FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
            EXECUTE FUNCTION interviews_touch_other(%L, %L)',
            'touch_changed_' || refers.resource, refers.from_table, refers.resource,
            refers.reference
        );
    END LOOP;
END
$$;

CREATE TRIGGER touch_parts AFTER UPDATE OF status, publish_at ON interviews_interview
    FOR EACH ROW
    WHEN ((OLD.status, OLD.publish_at) IS DISTINCT FROM (NEW.status, NEW.publish_at))
    EXECUTE FUNCTION interviews_touch_other('parts of interview', 'id');
CREATE TRIGGER touch_parts AFTER UPDATE OF interview_id ON interviews_passage
    FOR EACH ROW WHEN (OLD.interview_id <> NEW.interview_id)
    EXECUTE FUNCTION interviews_touch_other('parts of passage', 'id');

-- Since when an interview is public, or will be; null for a draft. The same rule as
-- `querysets.is_public`.

CREATE FUNCTION interviews_public_since(status text, publish_at timestamptz)
RETURNS timestamptz AS $$
    SELECT CASE WHEN status = 'published' THEN coalesce(publish_at, '-infinity') END
$$ LANGUAGE sql IMMUTABLE;

-- The interviews in which a speaker, entity or topic appears, by since when each is public.

CREATE FUNCTION interviews_appearances(resource text, object_id bigint)
RETURNS SETOF timestamptz AS $$
    SELECT interviews_public_since(i.status, i.publish_at)
    FROM interviews_participation p JOIN interviews_interview i ON i.id = p.interview_id
    WHERE $1 = 'speaker' AND p.speaker_id = $2
    UNION ALL
    SELECT interviews_public_since(i.status, i.publish_at)
    FROM interviews_quote q
    JOIN interviews_turn t ON t.id = q.turn_id
    JOIN interviews_interview i ON i.id = t.interview_id
    WHERE $1 = 'speaker' AND q.speaker_id = $2 AND q.withdrawn_at IS NULL
    UNION ALL
    SELECT interviews_public_since(i.status, i.publish_at)
    FROM interviews_mention m
    JOIN interviews_turn t ON t.id = m.turn_id
    JOIN interviews_interview i ON i.id = t.interview_id
    WHERE $1 = 'entity' AND m.entity_id = $2
    UNION ALL
    SELECT interviews_public_since(i.status, i.publish_at)
    FROM interviews_mention m
    JOIN interviews_passage p ON p.id = m.passage_id
    JOIN interviews_interview i ON i.id = p.interview_id
    WHERE $1 = 'entity' AND m.entity_id = $2
    UNION ALL
    SELECT interviews_public_since(i.status, i.publish_at)
    FROM interviews_turn_topics tt
    JOIN interviews_turn t ON t.id = tt.turn_id
    JOIN interviews_interview i ON i.id = t.interview_id
    WHERE $1 = 'topic' AND tt.topic_id = $2
$$ LANGUAGE sql STABLE;

-- Many interviews may make a thing public: the first that is found will do, and only where
-- there is none is the nearest embargo looked for.

CREATE FUNCTION interviews_appears_since(
    resource text, object_id bigint, moment timestamptz
) RETURNS timestamptz AS $$
BEGIN
    RETURN coalesce(
        (SELECT since FROM interviews_appearances(resource, object_id) AS since
            WHERE since <= moment LIMIT 1),
        (SELECT min(since) FROM interviews_appearances(resource, object_id) AS since)
    );
END
$$ LANGUAGE plpgsql STABLE;

-- What a thing is now, or will be when its embargo ends: its name, 'public' or 'withdrawn'
-- and since when; no state for what the public may not see. The same rules as `published()`
-- of each queryset.

CREATE FUNCTION interviews_standing(
    resource text, object_id bigint, moment timestamptz,
    OUT name text, OUT state text, OUT since timestamptz,
    OUT withdrawn_at timestamptz, OUT reason text
) AS $$
BEGIN
    reason := '';
    CASE resource
    WHEN 'interview' THEN
        SELECT i.slug, interviews_public_since(i.status, i.publish_at) INTO name, since
        FROM interviews_interview i WHERE i.id = object_id;
    WHEN 'turn' THEN
        SELECT t.public_id, interviews_public_since(i.status, i.publish_at) INTO name, since
        FROM interviews_turn t JOIN interviews_interview i ON i.id = t.interview_id
        WHERE t.id = object_id;
    WHEN 'quote' THEN
        SELECT q.public_id, interviews_public_since(i.status, i.publish_at),
            q.withdrawn_at, q.withdrawal_reason
        INTO name, since, withdrawn_at, reason
        FROM interviews_quote q
        JOIN interviews_turn t ON t.id = q.turn_id
        JOIN interviews_interview i ON i.id = t.interview_id
        WHERE q.id = object_id;
    WHEN 'speaker' THEN
        SELECT s.slug, interviews_appears_since('speaker', s.id, moment) INTO name, since
        FROM interviews_speaker s WHERE s.id = object_id;
    WHEN 'entity' THEN
        -- Named somewhere, or the same as a speaker.
        SELECT e.slug, least(
            interviews_appears_since('entity', e.id, moment),
            interviews_appears_since('speaker', s.id, moment)
        ) INTO name, since
        FROM interviews_entity e LEFT JOIN interviews_speaker s ON s.entity_id = e.id
        WHERE e.id = object_id;
    WHEN 'topic' THEN
        -- Used itself, or by what is part of it.
        WITH RECURSIVE part(id) AS (
            SELECT object_id
            UNION
            SELECT t.id FROM interviews_topic t JOIN part ON t.broader_id = part.id
        )
        SELECT whole.slug, (
            SELECT min(interviews_appears_since('topic', part.id, moment)) FROM part
        ) INTO name, since
        FROM interviews_topic whole WHERE whole.id = object_id;
    END CASE;
    IF since IS NOT NULL THEN
        state := CASE WHEN withdrawn_at IS NULL THEN 'public' ELSE 'withdrawn' END;
    END IF;
END
$$ LANGUAGE plpgsql STABLE;

-- What the log says that a thing was before this transaction.

CREATE FUNCTION interviews_logged(
    this_number bigint, resource text, object_id bigint, moment timestamptz,
    OUT name text, OUT state text, OUT withdrawn_at timestamptz, OUT reason text
) AS $$
    SELECT c.name,
        CASE c.kind WHEN 'removed' THEN NULL WHEN 'withdrawn' THEN 'withdrawn' ELSE 'public' END,
        c.withdrawn_at, c.withdrawal_reason
    FROM interviews_change c
    WHERE c.resource = $2 AND c.object_id = $3 AND c.takes_effect_at <= $4 AND c.number <> $1
    ORDER BY c.takes_effect_at DESC, c.id DESC LIMIT 1
$$ LANGUAGE sql STABLE;

-- What else may have become public, or no longer is, by what was touched.

CREATE FUNCTION interviews_touch_parts() RETURNS void AS $$
DECLARE
    this_transaction xid8 := pg_current_xact_id();
BEGIN
    INSERT INTO interviews_touched (resource, object_id)
    WITH interview AS (
        SELECT object_id AS id FROM interviews_touched
        WHERE transaction = this_transaction AND resource = 'parts of interview'
    ), passage AS (
        SELECT object_id AS id FROM interviews_touched
        WHERE transaction = this_transaction AND resource = 'parts of passage'
        UNION ALL
        SELECT p.id FROM interviews_passage p JOIN interview ON interview.id = p.interview_id
    ), turn AS (
        SELECT t.id FROM interviews_turn t JOIN interview ON interview.id = t.interview_id
    ), quote AS (
        SELECT q.id, q.speaker_id FROM interviews_quote q JOIN turn ON turn.id = q.turn_id
    )
    SELECT 'turn', id FROM turn
    UNION SELECT 'quote', id FROM quote
    UNION SELECT 'speaker', speaker_id FROM quote
    UNION SELECT 'speaker', p.speaker_id
        FROM interviews_participation p JOIN interview ON interview.id = p.interview_id
    UNION SELECT 'entity', m.entity_id
        FROM interviews_mention m JOIN turn ON turn.id = m.turn_id
    UNION SELECT 'entity', m.entity_id
        FROM interviews_mention m JOIN passage ON passage.id = m.passage_id
    UNION SELECT 'topic', tt.topic_id
        FROM interviews_turn_topics tt JOIN turn ON turn.id = tt.turn_id
    ON CONFLICT DO NOTHING;

    INSERT INTO interviews_touched (resource, object_id)
    WITH RECURSIVE topic(id) AS (
        SELECT object_id FROM interviews_touched
        WHERE transaction = this_transaction AND resource = 'topic'
        UNION
        SELECT t.broader_id FROM interviews_topic t JOIN topic USING (id)
        WHERE t.broader_id IS NOT NULL
    )
    SELECT 'topic', id FROM topic
    UNION ALL
    SELECT 'entity', s.entity_id
    FROM interviews_touched touched JOIN interviews_speaker s ON s.id = touched.object_id
    WHERE touched.transaction = this_transaction AND touched.resource = 'speaker'
    AND s.entity_id IS NOT NULL
    ON CONFLICT DO NOTHING;
END
$$ LANGUAGE plpgsql;

CREATE FUNCTION interviews_log_changes() RETURNS trigger AS $$
DECLARE
    this_transaction xid8 := pg_current_xact_id();
    this_number bigint;
    moment timestamptz;
BEGIN
    IF NEW.object_id = 1 THEN
        -- Once more to the end of the queue: after the lock below nothing may wait for
        -- another transaction, which might be waiting for the lock.
        INSERT INTO interviews_touched VALUES (DEFAULT, 'commit', 2);
        RETURN NULL;
    END IF;

    PERFORM pg_advisory_xact_lock('interviews_change'::regclass::bigint);
    -- One number for a transaction, also where SET CONSTRAINTS brings it here twice.
    this_number := nullif(current_setting('interviews.number', true), '')::bigint;
    IF this_number IS NULL THEN
        this_number := nextval('interviews_change_number');
        PERFORM set_config('interviews.number', this_number::text, true);
    END IF;
    -- Later than all before, even where the clock has been put back.
    SELECT greatest(clock_timestamp(), committed_at) INTO moment
    FROM (VALUES (1)) AS always LEFT JOIN (
        SELECT committed_at FROM interviews_change ORDER BY number DESC LIMIT 1
    ) AS latest ON true;

    PERFORM interviews_touch_parts();

    WITH compared AS MATERIALIZED (
        SELECT touched.resource, touched.object_id, standing.*,
            before.name AS former_name, before.state AS former_state,
            touched.is_changed OR EXISTS (
                SELECT FROM interviews_change mine
                WHERE mine.resource = touched.resource AND mine.object_id = touched.object_id
                AND mine.number = this_number
            ) AS is_changed,
            (standing.withdrawn_at, standing.reason)
                IS DISTINCT FROM (before.withdrawn_at, before.reason) AS is_explained_anew,
            NOT EXISTS (
                SELECT FROM interviews_change first
                WHERE first.resource = touched.resource AND first.object_id = touched.object_id
                AND first.is_debut AND first.takes_effect_at <= moment
                AND first.number <> this_number
            ) AS is_new
        FROM interviews_touched touched
        CROSS JOIN LATERAL
            interviews_standing(touched.resource, touched.object_id, moment) AS standing
        CROSS JOIN LATERAL
            interviews_logged(this_number, touched.resource, touched.object_id, moment) AS before
        WHERE touched.transaction = this_transaction
        AND touched.resource IN ('interview', 'speaker', 'turn', 'quote', 'entity', 'topic')
    ), rewritten AS (
        -- What this transaction wrote before, and embargoes that may no longer hold.
        DELETE FROM interviews_change c USING compared
        WHERE c.resource = compared.resource AND c.object_id = compared.object_id
        AND (c.number = this_number OR c.takes_effect_at > moment)
    )
    INSERT INTO interviews_change (
        number, resource, object_id, quote_id, name, kind, is_debut,
        takes_effect_at, committed_at, withdrawn_at, withdrawal_reason
    )
    SELECT this_number, resource, object_id, CASE resource WHEN 'quote' THEN object_id END,
        step.name, step.kind, step.kind = 'created' AND is_new, step.takes_effect_at, moment,
        CASE step.kind WHEN 'withdrawn' THEN withdrawn_at END,
        CASE step.kind WHEN 'withdrawn' THEN reason ELSE '' END
    FROM (
        SELECT *,
            CASE WHEN since <= moment THEN state END AS present_state,
            former_name <> name AS is_renamed
        FROM compared
    ) AS thing
    CROSS JOIN LATERAL (VALUES
        (1, 'removed', former_name, moment,
            former_state IS NOT NULL AND (present_state IS NULL OR is_renamed)),
        (2, 'created', name, moment,
            present_state = 'public' AND (former_state IS DISTINCT FROM 'public' OR is_renamed)),
        (3, 'updated', name, moment,
            present_state = 'public' AND former_state = 'public' AND is_changed
            AND NOT is_renamed),
        (4, 'withdrawn', name, moment,
            present_state = 'withdrawn'
            AND (former_state IS DISTINCT FROM 'withdrawn' OR is_explained_anew)),
        (5, CASE state WHEN 'public' THEN 'created' ELSE 'withdrawn' END, name, since,
            since > moment)
    ) AS step(place, kind, name, takes_effect_at, is_due)
    WHERE step.is_due
    -- What others refer to comes before them.
    ORDER BY array_position(
        ARRAY['topic', 'entity', 'speaker', 'interview', 'turn', 'quote'], resource
    ), object_id, step.place;

    DELETE FROM interviews_touched WHERE transaction = this_transaction;
    PERFORM set_config('interviews.is_touched', '', true);
    RETURN NULL;
END
-- Each question is about a few things, or asks for the first of many: answered by indexes,
-- row by row, in plans that are made once. Others would read whole tables, or take longer
-- to make than to run: publishing an interview among a million quotes took half a second.
$$ LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_bitmapscan = off
    SET enable_hashjoin = off SET enable_mergejoin = off
    SET jit = off SET plan_cache_mode = force_generic_plan;

CREATE CONSTRAINT TRIGGER log_changes AFTER INSERT ON interviews_touched
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.resource = 'commit')
    EXECUTE FUNCTION interviews_log_changes();

-- The rows that exist come into the log as one commit.

INSERT INTO interviews_touched (resource, object_id)
    SELECT 'interview', id FROM interviews_interview
    UNION ALL SELECT 'parts of interview', id FROM interviews_interview
    UNION ALL SELECT 'commit', 2;
SET CONSTRAINTS log_changes IMMEDIATE;
SET CONSTRAINTS log_changes DEFERRED;
