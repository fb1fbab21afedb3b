DELETE FROM interviews_change;
DROP TABLE interviews_touched;
DROP SEQUENCE interviews_change_number;
DROP FUNCTION
    interviews_touch(text, bigint, boolean),
    interviews_touch_itself(),
    interviews_touch_other(),
    interviews_touch_parts(),
    interviews_public_since(text, timestamptz),
    interviews_appearances(text, bigint),
    interviews_appears_since(text, bigint, timestamptz),
    interviews_standing(text, bigint, timestamptz),
    interviews_logged(bigint, text, bigint, timestamptz),
    interviews_log_changes()
    CASCADE;
