-- Rules that read more than one row. Those that compare rows are constraint triggers or
-- foreign keys, deferred to the end of the transaction: rows may come in any order, and a
-- turn may change together with its quotes. A broken rule is a check violation (23514)
-- that carries the rule's name as its constraint.

-- Texts that offsets point into are NFC with LF newlines, without control characters.

ALTER TABLE interviews_turn ADD CONSTRAINT turn_text_is_normalised
    CHECK (text IS NFC NORMALIZED AND text !~ '[\u0001-\u0008\u000B-\u001F\u007F]');
ALTER TABLE interviews_passage ADD CONSTRAINT passage_text_is_normalised
    CHECK (text IS NFC NORMALIZED AND text !~ '[\u0001-\u0008\u000B-\u001F\u007F]');

-- Other names of an entity are names: ArrayField's own checks are in forms alone.

ALTER TABLE interviews_entity ADD CONSTRAINT entity_aliases_are_names CHECK (
    aliases = '{}'
    OR (array_ndims(aliases) = 1 AND array_position(aliases, NULL) IS NULL AND '' <> ALL (aliases))
);

-- A turn's speaker takes part in its interview, in the role that the kind of turn asks for.

ALTER TABLE interviews_turn ADD CONSTRAINT turn_is_spoken_by_a_participant
    FOREIGN KEY (interview_id, speaker_id, role)
    REFERENCES interviews_participation (interview_id, speaker_id, role)
    DEFERRABLE INITIALLY DEFERRED;

-- A passage is printed in or after a turn of its own interview.

ALTER TABLE interviews_turn ADD CONSTRAINT turn_is_in_one_interview UNIQUE (id, interview_id);
ALTER TABLE interviews_passage ADD CONSTRAINT passage_turn_is_in_its_interview
    FOREIGN KEY (turn_id, interview_id) REFERENCES interviews_turn (id, interview_id)
    DEFERRABLE INITIALLY DEFERRED;

-- What is printed after a paragraph needs that paragraph. Argument, here and below: the
-- column that refers to the turn whose rows are looked at.

CREATE FUNCTION interviews_refuse_missing_paragraph() RETURNS trigger AS $$
DECLARE
    lost record;
BEGIN
    SELECT passage.position, passage.after_paragraph INTO lost
    FROM interviews_passage passage JOIN interviews_turn turn ON turn.id = passage.turn_id
    WHERE passage.turn_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
    AND passage.after_paragraph > cardinality(string_to_array(turn.text, E'\n\n'))
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'passage % is printed after paragraph %, which its turn does not have',
            lost.position, lost.after_paragraph
            USING ERRCODE = 'check_violation', CONSTRAINT = 'passage_paragraph_exists',
            TABLE = 'interviews_passage';
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER passage_paragraph_exists
    AFTER INSERT OR UPDATE ON interviews_passage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_missing_paragraph('turn_id');
CREATE CONSTRAINT TRIGGER turn_keeps_its_passages
    AFTER UPDATE OF text ON interviews_turn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_missing_paragraph('id');

-- A quote's text is its turn's text from start to end, until the quote is withdrawn; an
-- excerpt is in the words of its turn's speaker; what a pull quote renders was said in
-- the pull quote's interview.
--
-- The triggers read the rows as they are now, not as they were when the statement ran. A
-- concurrent edit of the turn cannot slip in between: every change of a quote or mention
-- also stamps its turn (see below), so that the two edits wait for each other.

CREATE FUNCTION interviews_refuse_false_quote() RETURNS trigger AS $$
DECLARE
    quote record;
BEGIN
    FOR quote IN
        SELECT q.public_id, q.start, q."end", q.text, q.kind, q.speaker_id,
            t.text AS turn_text, t.speaker_id AS turn_speaker_id, t.interview_id, q.id
        FROM interviews_quote q JOIN interviews_turn t ON t.id = q.turn_id
        WHERE q.turn_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
        AND q.withdrawn_at IS NULL
    LOOP
        IF quote.text <> substr(quote.turn_text, quote.start + 1, quote."end" - quote.start) THEN
            RAISE EXCEPTION 'quote % is not what is said at [%, %) of its turn: "%"',
                quote.public_id, quote.start, quote."end", quote.text
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_is_verbatim',
                TABLE = 'interviews_quote';
        END IF;
        IF quote.kind = 'excerpt' AND quote.speaker_id <> quote.turn_speaker_id THEN
            RAISE EXCEPTION 'quote % is an excerpt, but names another speaker than its turn',
                quote.public_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_excerpt_is_by_its_speaker',
                TABLE = 'interviews_quote';
        END IF;
        IF EXISTS (
            SELECT FROM interviews_passage
            WHERE quote_id = quote.id AND interview_id <> quote.interview_id
        ) THEN
            RAISE EXCEPTION 'quote % is rendered by a pull quote of another interview',
                quote.public_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'passage_quote_is_in_its_interview',
                TABLE = 'interviews_passage';
        END IF;
    END LOOP;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER quote_is_verbatim
    AFTER INSERT OR UPDATE ON interviews_quote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_quote('turn_id');
CREATE CONSTRAINT TRIGGER turn_keeps_its_quotes
    AFTER UPDATE OF text, speaker_id ON interviews_turn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_quote('id');

CREATE FUNCTION interviews_refuse_foreign_rendition() RETURNS trigger AS $$
BEGIN
    IF EXISTS (
        SELECT FROM interviews_passage p
        JOIN interviews_quote q ON q.id = p.quote_id
        JOIN interviews_turn t ON t.id = q.turn_id
        WHERE p.id = NEW.id AND t.interview_id <> p.interview_id
    ) THEN
        RAISE EXCEPTION 'pull quote % renders a quote of another interview', NEW.position
            USING ERRCODE = 'check_violation', CONSTRAINT = 'passage_quote_is_in_its_interview',
            TABLE = 'interviews_passage';
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER passage_quote_is_in_its_interview
    AFTER INSERT OR UPDATE ON interviews_passage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_foreign_rendition();

-- A mention's text is what stands at its span, in a turn or in a passage. Arguments: the
-- columns that refer to the turn and to the passage whose mentions are looked at.

CREATE FUNCTION interviews_refuse_false_mention() RETURNS trigger AS $$
DECLARE
    false_mention record;
BEGIN
    SELECT m.text, m.start, m."end" INTO false_mention
    FROM interviews_mention m
    LEFT JOIN interviews_turn t ON t.id = m.turn_id
    LEFT JOIN interviews_passage p ON p.id = m.passage_id
    WHERE (
        m.turn_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
        OR m.passage_id = (to_jsonb(NEW) ->> TG_ARGV[1])::bigint
    )
    AND m.text <> substr(coalesce(t.text, p.text), m.start + 1, m."end" - m.start)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'mention "%" does not stand at [%, %) of its text',
            false_mention.text, false_mention.start, false_mention."end"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mention_stands_in_its_place',
            TABLE = 'interviews_mention';
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER mention_stands_in_its_place
    AFTER INSERT OR UPDATE ON interviews_mention
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_mention('turn_id', 'passage_id');
CREATE CONSTRAINT TRIGGER turn_keeps_its_mentions
    AFTER UPDATE OF text ON interviews_turn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_mention('id', '');
CREATE CONSTRAINT TRIGGER passage_keeps_its_mentions
    AFTER UPDATE OF text ON interviews_passage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_mention('', 'id');

-- No topic is part of itself, at whatever distance.

CREATE FUNCTION interviews_refuse_topic_cycle() RETURNS trigger AS $$
DECLARE
    path bigint[] := ARRAY[NEW.id];
    above bigint;
BEGIN
    LOOP
        -- Two transactions could each close one half of a circle: whoever climbs past a
        -- topic that another has moved waits for it, or fails where it cannot see it.
        SELECT broader_id INTO above FROM interviews_topic
        WHERE id = path[cardinality(path)] FOR NO KEY UPDATE;
        EXIT WHEN above IS NULL;
        IF above = ANY (path) THEN
            RAISE EXCEPTION 'topic "%" would be part of itself', NEW.slug
                USING ERRCODE = 'check_violation',
                CONSTRAINT = 'topic_is_not_broader_than_itself', TABLE = 'interviews_topic';
        END IF;
        path := path || above;
    END LOOP;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER topic_is_not_broader_than_itself
    AFTER INSERT OR UPDATE OF broader_id ON interviews_topic
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_topic_cycle();

-- What never changes once written. Arguments: the columns.

CREATE FUNCTION interviews_refuse_change() RETURNS trigger AS $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY TG_ARGV LOOP
        IF to_jsonb(NEW) -> kept IS DISTINCT FROM to_jsonb(OLD) -> kept THEN
            RAISE EXCEPTION '% of % is kept and cannot be changed', kept, TG_TABLE_NAME
                USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER interview_source_is_kept BEFORE UPDATE OF source_text ON interviews_interview
    FOR EACH ROW EXECUTE FUNCTION interviews_refuse_change('source_text');
CREATE TRIGGER turn_identity_is_kept BEFORE UPDATE OF public_id, interview_id ON interviews_turn
    FOR EACH ROW EXECUTE FUNCTION interviews_refuse_change('public_id', 'interview_id');
CREATE TRIGGER quote_identity_is_kept BEFORE UPDATE OF public_id ON interviews_quote
    FOR EACH ROW EXECUTE FUNCTION interviews_refuse_change('public_id');

-- When a row came and when it last changed, whoever wrote it. A row that is written again
-- unchanged, as `loaddata` does, keeps its moment. Arguments: generated columns, which a
-- BEFORE trigger cannot read.

CREATE FUNCTION interviews_stamp() RETURNS trigger AS $$
DECLARE
    not_compared text[] := ARRAY['created_at', 'updated_at'] || TG_ARGV::text[];
BEGIN
    NEW.created_at := OLD.created_at;
    IF to_jsonb(NEW) - not_compared IS DISTINCT FROM to_jsonb(OLD) - not_compared THEN
        NEW.updated_at := clock_timestamp();
    ELSIF pg_trigger_depth() = 1 THEN
        NEW.updated_at := OLD.updated_at;
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER interview_stamp BEFORE UPDATE ON interviews_interview
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
CREATE TRIGGER speaker_stamp BEFORE UPDATE ON interviews_speaker
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
CREATE TRIGGER turn_stamp BEFORE UPDATE ON interviews_turn
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('role');
CREATE TRIGGER passage_stamp BEFORE UPDATE ON interviews_passage
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
CREATE TRIGGER topic_stamp BEFORE UPDATE ON interviews_topic
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
CREATE TRIGGER entity_stamp BEFORE UPDATE ON interviews_entity
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
CREATE TRIGGER quote_stamp BEFORE UPDATE ON interviews_quote
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();

-- A row that comes with its moments, as from a dump, comes with moments that can be read:
-- PostgreSQL keeps years that Python does not know.

DO $$
DECLARE
    model text;
BEGIN
    FOREACH model IN ARRAY
        ARRAY['interview', 'speaker', 'turn', 'passage', 'topic', 'entity', 'quote']
    LOOP
        EXECUTE format(
            'ALTER TABLE %I ADD CONSTRAINT %I CHECK (
                created_at BETWEEN %L AND %L AND updated_at BETWEEN %L AND %L
            )',
            'interviews_' || model, model || '_moments_are_in_range',
            '1900-01-01T00:00Z', '2999-12-31T00:00Z', '1900-01-01T00:00Z', '2999-12-31T00:00Z'
        );
    END LOOP;
END
$$;

-- A turn shows its quotes, mentions and topics, an interview its turns and passages: what
-- belongs to them stamps them. Arguments: the table above, the column that refers to it.

CREATE FUNCTION interviews_stamp_owner() RETURNS trigger AS $$
DECLARE
    owners bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        owners := owners || (to_jsonb(OLD) ->> TG_ARGV[1])::bigint;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        owners := owners || (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
    END IF;
    EXECUTE format('UPDATE %I SET updated_at = clock_timestamp() WHERE id = ANY ($1)', TG_ARGV[0])
        USING owners;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

DO $$
DECLARE
    belongs record;
BEGIN
    FOR belongs IN
        SELECT * FROM (VALUES
            ('interviews_quote', 'interviews_turn', 'turn_id'),
            ('interviews_mention', 'interviews_turn', 'turn_id'),
            ('interviews_mention', 'interviews_passage', 'passage_id'),
            ('interviews_turn_topics', 'interviews_turn', 'turn_id'),
            ('interviews_turn', 'interviews_interview', 'interview_id'),
            ('interviews_passage', 'interviews_interview', 'interview_id'),
            ('interviews_participation', 'interviews_interview', 'interview_id')
        ) AS pair (part, owner, reference)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I AFTER INSERT OR DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION interviews_stamp_owner(%L, %L)',
            'stamp_' || belongs.owner, belongs.part, belongs.owner, belongs.reference
        );
        EXECUTE format(
            'CREATE TRIGGER %I AFTER UPDATE ON %I
            FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
            EXECUTE FUNCTION interviews_stamp_owner(%L, %L)',
            'stamp_changed_' || belongs.owner, belongs.part, belongs.owner, belongs.reference
        );
    END LOOP;
END
$$;

-- An address that something had leads to what has it now. Argument: the resource.

CREATE FUNCTION interviews_keep_former_slug() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM interviews_formerslug WHERE resource = TG_ARGV[0] AND object_id = OLD.id;
        RETURN NULL;
    END IF;
    DELETE FROM interviews_formerslug WHERE resource = TG_ARGV[0] AND slug = NEW.slug;
    INSERT INTO interviews_formerslug (resource, slug, object_id)
        VALUES (TG_ARGV[0], OLD.slug, OLD.id)
        ON CONFLICT (resource, slug) DO UPDATE SET object_id = EXCLUDED.object_id;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

DO $$
DECLARE
    resource text;
BEGIN
    FOREACH resource IN ARRAY ARRAY['interview', 'speaker', 'topic', 'entity'] LOOP
        EXECUTE format(
            'CREATE TRIGGER former_slug_is_kept AFTER UPDATE OF slug ON %I
            FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug)
            EXECUTE FUNCTION interviews_keep_former_slug(%L)',
            'interviews_' || resource, resource
        );
        EXECUTE format(
            'CREATE TRIGGER former_slugs_go_with_their_row AFTER DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION interviews_keep_former_slug(%L)',
            'interviews_' || resource, resource
        );
    END LOOP;
END
$$;
