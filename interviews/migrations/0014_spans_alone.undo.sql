-- As 0002 has them.

DROP TRIGGER quote_is_verbatim ON interviews_quote;
DROP TRIGGER turn_keeps_its_quotes ON interviews_turn;
DROP TRIGGER mention_stands_in_its_place ON interviews_mention;
DROP TRIGGER turn_keeps_its_mentions ON interviews_turn;
DROP TRIGGER passage_keeps_its_mentions ON interviews_passage;

CREATE OR REPLACE FUNCTION interviews_refuse_false_quote() RETURNS trigger AS $$
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

CREATE OR REPLACE FUNCTION interviews_refuse_false_mention() RETURNS trigger AS $$
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

CREATE CONSTRAINT TRIGGER quote_is_verbatim
    AFTER INSERT OR UPDATE ON interviews_quote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_quote('turn_id');
CREATE CONSTRAINT TRIGGER turn_keeps_its_quotes
    AFTER UPDATE OF text, speaker_id ON interviews_turn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION interviews_refuse_false_quote('id');
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
