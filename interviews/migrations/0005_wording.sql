-- The words of a text: small letters, apostrophes and invisible marks dropped, one space
-- between words and at both ends. Words are cut at 40 letters, for an index has room for
-- so much. This only finds where to look; what is the same is decided by interviews.verification.

CREATE FUNCTION interviews_wording(text text) RETURNS text AS $$
    SELECT ' ' || btrim(
        regexp_replace(
            regexp_replace(
                lower(translate(
                    text,
                    U&'''\2019\2018\02BC\2032\00B4`\FF07\00AD\200B\200C\200D\200E\200F\2060\FEFF', ''
                )),
                '([[:alnum:]]{40})[[:alnum:]]+', '\1', 'g'
            ),
            '[^[:alnum:]]+', ' ', 'g'
        )
    ) || ' '
$$ LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE;

ALTER TABLE interviews_turn
    ADD COLUMN wording text GENERATED ALWAYS AS (interviews_wording(text)) STORED;
CREATE INDEX turn_by_word ON interviews_turn USING gin (string_to_array(wording, ' '));

DROP TRIGGER turn_stamp ON interviews_turn;
CREATE TRIGGER turn_stamp BEFORE UPDATE ON interviews_turn
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('role', 'wording');
