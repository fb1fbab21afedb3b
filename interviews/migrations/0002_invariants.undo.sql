ALTER TABLE interviews_turn DROP CONSTRAINT turn_is_spoken_by_a_participant;
ALTER TABLE interviews_passage DROP CONSTRAINT passage_turn_is_in_its_interview;
ALTER TABLE interviews_turn DROP CONSTRAINT turn_is_in_one_interview;
ALTER TABLE interviews_turn DROP CONSTRAINT turn_text_is_normalised;
ALTER TABLE interviews_passage DROP CONSTRAINT passage_text_is_normalised;
ALTER TABLE interviews_entity DROP CONSTRAINT entity_aliases_are_names;
ALTER TABLE interviews_interview DROP CONSTRAINT interview_moments_are_in_range;
ALTER TABLE interviews_speaker DROP CONSTRAINT speaker_moments_are_in_range;
ALTER TABLE interviews_turn DROP CONSTRAINT turn_moments_are_in_range;
ALTER TABLE interviews_passage DROP CONSTRAINT passage_moments_are_in_range;
ALTER TABLE interviews_topic DROP CONSTRAINT topic_moments_are_in_range;
ALTER TABLE interviews_entity DROP CONSTRAINT entity_moments_are_in_range;
ALTER TABLE interviews_quote DROP CONSTRAINT quote_moments_are_in_range;
DROP FUNCTION
    interviews_refuse_missing_paragraph(),
    interviews_refuse_false_quote(),
    interviews_refuse_foreign_rendition(),
    interviews_refuse_false_mention(),
    interviews_refuse_topic_cycle(),
    interviews_refuse_change(),
    interviews_stamp(),
    interviews_stamp_owner(),
    interviews_keep_former_slug()
    CASCADE;
