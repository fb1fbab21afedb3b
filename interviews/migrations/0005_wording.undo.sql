DROP TRIGGER turn_stamp ON interviews_turn;
CREATE TRIGGER turn_stamp BEFORE UPDATE ON interviews_turn
    FOR EACH ROW EXECUTE FUNCTION interviews_stamp('role');
ALTER TABLE interviews_turn DROP COLUMN wording;
DROP FUNCTION interviews_wording(text);
