-- The words of each text and an index of them, kept by the database itself; those that
-- were not there before are noted, so that their forms can be looked at.
--
-- The tables of what is folded stand in interviews/search/words.py, too, where they are
-- explained: a test compares what the two find.

CREATE FUNCTION interviews_folded(text text) RETURNS text AS $$
    SELECT translate(
        replace(replace(replace(replace(
            lower(regexp_replace(normalize(
                regexp_replace(
                    translate(
                        regexp_replace(
                            left(text, 200000),
                            '[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+', '', 'g'
                        ),
                        U&'''\2019\2018\2032\00B4`\FF07\2010\2011',
                        U&'\02BC\02BC\02BC\02BC\02BC\02BC\02BC--'
                    ),
                    '[\u0001-\u0026\u0028-\u002c\u002e\u002f\u003a-\u0040\u005b-\u005f\u007b-\u00a9\u00ab-\u00b1\u00b6-\u00b8\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u037a\u037e\u0384\u0385\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b\u1680\u17d4-\u17da\u180e\u1fbd-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed-\u1fef\u1ffd\u1ffe\u2000-\u206f\u207a-\u207e\u208a-\u208e\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u309b\u309c\u30a0\u30fb\ue000-\uf8ff\ufc5e-\ufc63\ufd3e\ufd3f\ufdfa\ufdfb\ufe00-\ufe1f\ufe30-\ufe7f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff\U000e0000-\U0010ffff]+', ' ', 'g'
                ),
                NFKD), '[\u0300-\u036f]+', '', 'g')),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'øłđðħıς', 'olddhiσ'
    )
$$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE;

-- Words with their places. Those that hyphens join have the weight C, and are one word
-- more together, without a place.

CREATE FUNCTION interviews_words(text text) RETURNS tsvector AS $$
    SELECT coalesce(
        (
            SELECT string_agg(
                format(
                    '''%s'':%s%s', left(btrim(word[1], '='), 60), least(place, 16383),
                    CASE WHEN word[1] LIKE '%=%' THEN 'C' END
                ),
                ' '
            )
            FROM regexp_matches(
                -- The hyphen is taken off, and a mark put on either side of it.
                regexp_replace(folded, U&'([^\02BC -])-(?=[^\02BC -])', '\1= =', 'g'),
                U&'=?[^\02BC =-]+(?:\02BC[^\02BC =-]+)*=?', 'g'
            ) WITH ORDINALITY AS match (word, place)
        )::tsvector || array_to_tsvector(ARRAY(
            SELECT left(replace(word[1], '-', ''), 60)
            FROM regexp_matches(
                folded,
                U&'(?:[^\02BC -]+(?:\02BC[^\02BC -]+)*-)+[^\02BC -]+(?:\02BC[^\02BC -]+)*', 'g'
            ) AS match (word)
        )),
        ''
    )
    FROM interviews_folded(text) AS folded
$$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE;

ALTER TABLE interviews_turn
    ADD COLUMN words tsvector GENERATED ALWAYS AS (interviews_words(text)) STORED,
    -- Words beside the text they are of: a search reads the words of every candidate.
    SET (toast_tuple_target = 8160);
ALTER TABLE interviews_quote
    ADD COLUMN words tsvector GENERATED ALWAYS AS (interviews_words(text)) STORED;
ALTER TABLE interviews_passage
    ADD COLUMN words tsvector
    GENERATED ALWAYS AS (interviews_words(heading || E'\n\n' || text)) STORED;
ALTER TABLE interviews_interview
    ADD COLUMN words tsvector GENERATED ALWAYS AS (interviews_words(title)) STORED;

CREATE INDEX turn_by_words ON interviews_turn USING gin (words);
CREATE INDEX quote_by_words ON interviews_quote USING gin (words);
CREATE INDEX passage_by_words ON interviews_passage USING gin (words);
CREATE INDEX interview_by_words ON interviews_interview USING gin (words);

-- Generated columns are no change of their own.

DROP TRIGGER turn_stamp ON interviews_turn;
CREATE TRIGGER turn_stamp BEFORE UPDATE ON interviews_turn
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('role', 'wording', 'words');
DROP TRIGGER quote_stamp ON interviews_quote;
CREATE TRIGGER quote_stamp BEFORE UPDATE ON interviews_quote
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('words');
DROP TRIGGER passage_stamp ON interviews_passage;
CREATE TRIGGER passage_stamp BEFORE UPDATE ON interviews_passage
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('words');
DROP TRIGGER interview_stamp ON interviews_interview;
CREATE TRIGGER interview_stamp BEFORE UPDATE ON interviews_interview
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('words');

-- The language of a BCP 47 tag, as interviews.search.languages.primary() has it.

CREATE FUNCTION interviews_primary_language(tag text) RETURNS text AS $$
    SELECT lower(split_part(tag, '-', 1))
$$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE;

-- Words that no text of their language had before; those of a quote are its turn's.

CREATE FUNCTION interviews_note_words(language text, words tsvector) RETURNS void AS $$
    INSERT INTO interviews_newword (language, word)
    SELECT interviews_primary_language(language), lexeme
    FROM unnest(words)
    WHERE NOT EXISTS (
        SELECT FROM interviews_word known
        WHERE known.language = interviews_primary_language($1) AND known.word = lexeme
    ) AND NOT EXISTS (
        SELECT FROM interviews_newword noted
        WHERE noted.language = interviews_primary_language($1) AND noted.word = lexeme
    )
$$ LANGUAGE sql;

CREATE FUNCTION interviews_note_words_of_part() RETURNS trigger AS $$
BEGIN
    PERFORM interviews_note_words(language, NEW.words)
    FROM interviews_interview WHERE id = NEW.interview_id;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE FUNCTION interviews_note_words_of_interview() RETURNS trigger AS $$
BEGIN
    PERFORM interviews_note_words(NEW.language, NEW.words);
    IF TG_OP = 'UPDATE' AND OLD.language <> NEW.language THEN
        PERFORM interviews_note_words(NEW.language, words)
        FROM interviews_turn WHERE interview_id = NEW.id;
        PERFORM interviews_note_words(NEW.language, words)
        FROM interviews_passage WHERE interview_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

DO $$
DECLARE
    noted record;
BEGIN
    FOR noted IN
        SELECT * FROM (VALUES
            ('interviews_turn', 'part', 'interview_id'),
            ('interviews_passage', 'part', 'interview_id'),
            ('interviews_interview', 'interview', 'language')
        ) AS pair (from_table, kind, place)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER note_words AFTER INSERT ON %I
            FOR EACH ROW EXECUTE FUNCTION %I()',
            noted.from_table, 'interviews_note_words_of_' || noted.kind
        );
        EXECUTE format(
            'CREATE TRIGGER note_words_changed AFTER UPDATE ON %I
            FOR EACH ROW WHEN ((OLD.words, OLD.%I) IS DISTINCT FROM (NEW.words, NEW.%I))
            EXECUTE FUNCTION %I()',
            noted.from_table, noted.place, noted.place,
            'interviews_note_words_of_' || noted.kind
        );
    END LOOP;
END
$$;

-- The words of what is there already.

INSERT INTO interviews_newword (language, word)
SELECT DISTINCT interviews_primary_language(i.language), lexeme
FROM interviews_interview i
CROSS JOIN LATERAL (
    SELECT words FROM interviews_turn WHERE interview_id = i.id
    UNION ALL
    SELECT words FROM interviews_passage WHERE interview_id = i.id
    UNION ALL
    SELECT i.words
) AS part
CROSS JOIN unnest(part.words);
