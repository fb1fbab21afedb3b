DO $$
DECLARE
    model text;
BEGIN
    FOREACH model IN ARRAY ARRAY['turn', 'passage', 'interview'] LOOP
        EXECUTE format('DROP TRIGGER note_words ON %I', 'interviews_' || model);
        EXECUTE format('DROP TRIGGER note_words_changed ON %I', 'interviews_' || model);
    END LOOP;
END
$$;
DROP FUNCTION interviews_note_words_of_interview();
DROP FUNCTION interviews_note_words_of_part();
DROP FUNCTION interviews_note_words(text, tsvector);
DROP FUNCTION interviews_primary_language(text);
DROP TRIGGER turn_stamp ON interviews_turn;
CREATE TRIGGER turn_stamp BEFORE UPDATE ON interviews_turn
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('role', 'wording');
DROP TRIGGER quote_stamp ON interviews_quote;
CREATE TRIGGER quote_stamp BEFORE UPDATE ON interviews_quote
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
DROP TRIGGER passage_stamp ON interviews_passage;
CREATE TRIGGER passage_stamp BEFORE UPDATE ON interviews_passage
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
DROP TRIGGER interview_stamp ON interviews_interview;
CREATE TRIGGER interview_stamp BEFORE UPDATE ON interviews_interview
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp();
ALTER TABLE interviews_turn DROP COLUMN words, RESET (toast_tuple_target);
ALTER TABLE interviews_quote DROP COLUMN words;
ALTER TABLE interviews_passage DROP COLUMN words;
ALTER TABLE interviews_interview DROP COLUMN words;
DROP FUNCTION interviews_words(text);
DROP FUNCTION interviews_folded(text);
