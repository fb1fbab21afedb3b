"""What can never be true, whoever writes it: each rule by its name."""

import pytest
from django.db import connection

from tests.refusals import refused_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

TURN = "interviews_turn"
QUOTE = "interviews_quote"
MENTION = "interviews_mention"
PASSAGE = "interviews_passage"
INTERVIEW = "interviews_interview"
TOPIC = "interviews_topic"
TOLD = f"(SELECT id FROM {TURN} WHERE text LIKE 'Minsk was%')"
DENIED = f"(SELECT id FROM {TURN} WHERE text LIKE 'No.%')"
COLD = "text = 'Minsk was cold.'"
SOUTH = f"(SELECT id FROM {INTERVIEW} WHERE slug = 'south')"

# A statement that would make each rule untrue: table, what it sets, where, the rule.
BROKEN = [
    (
        INTERVIEW,
        "slug = 'Not A Slug'",
        "slug = 'north'",
        "interview_slug_is_well_formed",
    ),
    (
        INTERVIEW,
        "slug = E'north\\n'",
        "slug = 'north'",
        "interview_slug_is_well_formed",
    ),
    (INTERVIEW, "slug = 'south'", "slug = 'north'", "interviews_interview_slug_key"),
    (INTERVIEW, "status = 'live'", "slug = 'north'", "interview_status_is_known"),
    (
        INTERVIEW,
        "language = 'Dutch'",
        "slug = 'north'",
        "interview_language_is_well_formed",
    ),
    (
        INTERVIEW,
        "source_url = 'javascript:alert(1)'",
        "slug = 'north'",
        "interview_source_url_is_well_formed",
    ),
    (INTERVIEW, "title = E' \\t'", "slug = 'north'", "interview_title_is_not_blank"),
    (
        INTERVIEW,
        "publication = ''",
        "slug = 'north'",
        "interview_publication_is_not_blank",
    ),
    (INTERVIEW, "source_text = 'Other'", "slug = 'north'", "interview_source_is_kept"),
    (
        INTERVIEW,
        "published_on = '12026-01-01'",
        "slug = 'north'",
        "interview_published_on_is_a_year_of_print",
    ),
    (
        INTERVIEW,
        "published_on = 'infinity'",
        "slug = 'north'",
        "interview_published_on_is_a_year_of_print",
    ),
    (
        INTERVIEW,
        "publish_at = '9999-12-31T23:59:59-05:00'",
        "slug = 'north'",
        "interview_publish_at_is_in_range",
    ),
    ("interviews_speaker", "slug = 'é'", "slug = 'ann'", "speaker_slug_is_well_formed"),
    ("interviews_speaker", "name = ' '", "slug = 'ann'", "speaker_name_is_not_blank"),
    (
        "interviews_speaker",
        "entity_id = (SELECT entity_id FROM interviews_speaker WHERE slug = 'bob')",
        "slug = 'ann'",
        "interviews_speaker_entity_id_key",
    ),
    (
        "interviews_participation",
        "role = 'host'",
        "true",
        "participation_role_is_known",
    ),
    (
        "interviews_participation",
        "speaker_id = (SELECT id FROM interviews_speaker WHERE slug = 'eve')",
        "role = 'interviewee'",
        "turn_is_spoken_by_a_participant",
    ),
    (TURN, "position = 0", f"id = {TOLD}", "turn_position_is_from_one"),
    (TURN, "position = 1", f"id = {TOLD}", "turn_position_is_unique"),
    (TURN, "kind = 'remark'", f"id = {TOLD}", "turn_kind_is_known"),
    (TURN, "kind = 'question'", f"id = {TOLD}", "turn_is_spoken_by_a_participant"),
    (TURN, "public_id = 'tn_1111111111'", f"id = {TOLD}", "turn_identity_is_kept"),
    (TURN, f"interview_id = {SOUTH}", f"id = {TOLD}", "turn_identity_is_kept"),
    (TURN, "text = E'\\n '", "text = 'And then?'", "turn_text_is_not_blank"),
    (TURN, "opening_mark = 'a'", f"id = {TOLD}", "turn_marks_are_no_words"),
    (TURN, "closing_mark = '’1'", f"id = {TOLD}", "turn_marks_are_no_words"),
    (
        INTERVIEW,
        "credit_line = E'a\\u0007'",
        "slug = 'north'",
        "interview_texts_are_printable",
    ),
    (
        "interviews_speaker",
        "name = E'a\\u0001'",
        "slug = 'ann'",
        "speaker_texts_are_printable",
    ),
    (
        "interviews_participation",
        "billed_as = E'\\u001b'",
        "true",
        "participation_texts_are_printable",
    ),
    (
        PASSAGE,
        "heading = E'a\\u0008'",
        "kind = 'caption'",
        "passage_texts_are_printable",
    ),
    (TOPIC, "scope_note = E'a\\u000b'", "slug = 'art'", "topic_texts_are_printable"),
    (
        "interviews_entity",
        "name = E'a\\u007f'",
        "slug = 'minsk'",
        "entity_texts_are_printable",
    ),
    (QUOTE, "note = E'a\\u000e'", COLD, "quote_texts_are_printable"),
    (TURN, "text = E'e\\u0301'", "text = 'And then?'", "turn_text_is_normalised"),
    (TURN, "text = E'a\\r\\nb'", "text = 'And then?'", "turn_text_is_normalised"),
    (TURN, "text = E'a\\u0007'", "text = 'And then?'", "turn_text_is_normalised"),
    (TURN, "text = replace(text, 'cold', 'warm')", f"id = {TOLD}", "quote_is_verbatim"),
    (
        TURN,
        "text = replace(text, 'Vyasna', 'Memorial')",
        f"id = {TOLD}",
        "mention_stands_in_its_place",
    ),
    (
        TURN,
        "speaker_id = (SELECT id FROM interviews_speaker WHERE slug = 'dee')",
        "text = 'And then?'",
        "turn_is_spoken_by_a_participant",
    ),
    (PASSAGE, "position = 0", "kind = 'caption'", "passage_position_is_from_one"),
    (PASSAGE, "position = 1", "kind = 'pull_quote'", "passage_position_is_unique"),
    (PASSAGE, "kind = 'footnote'", "kind = 'caption'", "passage_kind_is_known"),
    (PASSAGE, "text = ' '", "kind = 'introduction'", "passage_text_is_not_blank"),
    (
        PASSAGE,
        "text = E'e\\u0301'",
        "kind = 'introduction'",
        "passage_text_is_normalised",
    ),
    (PASSAGE, "text = 'At work.'", "kind = 'caption'", "mention_stands_in_its_place"),
    (PASSAGE, "after_paragraph = NULL", "kind = 'caption'", "passage_place_is_whole"),
    (PASSAGE, "after_paragraph = 1", "kind = 'introduction'", "passage_place_is_whole"),
    (PASSAGE, "after_paragraph = 3", "kind = 'pull_quote'", "passage_paragraph_exists"),
    (
        PASSAGE,
        f"turn_id = {TOLD}",
        "kind = 'caption'",
        "passage_turn_is_in_its_interview",
    ),
    (
        PASSAGE,
        f"quote_id = (SELECT id FROM {QUOTE} WHERE {COLD})",
        "kind = 'caption'",
        "passage_quote_is_rendered_by_a_pull_quote",
    ),
    (
        PASSAGE,
        f"quote_id = (SELECT id FROM {QUOTE} WHERE text = 'No.')",
        "kind = 'pull_quote'",
        "passage_quote_is_in_its_interview",
    ),
    (TOPIC, "slug = 'a--b'", "slug = 'art'", "topic_slug_is_well_formed"),
    (TOPIC, "label = ''", "slug = 'art'", "topic_label_is_not_blank"),
    (TOPIC, "wikidata_id = 'Q0'", "slug = 'art'", "topic_wikidata_id_is_well_formed"),
    (
        TOPIC,
        "iptc_media_topic = '1234'",
        "slug = 'art'",
        "topic_iptc_media_topic_is_well_formed",
    ),
    (TOPIC, "broader_id = id", "slug = 'art'", "topic_is_not_broader_than_itself"),
    (
        TOPIC,
        f"broader_id = (SELECT id FROM {TOPIC} WHERE slug = 'courts')",
        "slug = 'law'",
        "topic_is_not_broader_than_itself",
    ),
    ("interviews_entity", "slug = ''", "slug = 'minsk'", "entity_slug_is_well_formed"),
    ("interviews_entity", "name = ''", "slug = 'minsk'", "entity_name_is_not_blank"),
    ("interviews_entity", "kind = 'planet'", "slug = 'minsk'", "entity_kind_is_known"),
    (
        "interviews_entity",
        "wikidata_id = 'P31'",
        "slug = 'minsk'",
        "entity_wikidata_id_is_well_formed",
    ),
    (
        "interviews_entity",
        "aliases = ARRAY[NULL]",
        "slug = 'minsk'",
        "entity_aliases_are_names",
    ),
    (
        "interviews_entity",
        "aliases = ARRAY['']",
        "slug = 'minsk'",
        "entity_aliases_are_names",
    ),
    (
        "interviews_entity",
        "aliases = '{{a,b},{c,d}}'",
        "slug = 'minsk'",
        "entity_aliases_are_names",
    ),
    (
        MENTION,
        'start = -1, "end" = 5',
        "text = 'Minsk'",
        "interviews_mention_start_check",
    ),
    (
        MENTION,
        """"end" = start, text = ''""",
        "text = 'Vyasna'",
        "mention_span_is_not_empty",
    ),
    (
        MENTION,
        '"end" = "end" + 1',
        "text = 'Vyasna'",
        "mention_span_is_as_long_as_its_text",
    ),
    (
        MENTION,
        'start = start + 1, "end" = "end" + 1',
        "text = 'Robert'",
        "mention_stands_in_its_place",
    ),
    (MENTION, "turn_id = NULL", "text = 'Robert'", "mention_is_in_a_turn_or_a_passage"),
    (
        MENTION,
        f"turn_id = {TOLD}",
        "passage_id IS NOT NULL",
        "mention_is_in_a_turn_or_a_passage",
    ),
    (QUOTE, "public_id = 'qt_1111111111'", COLD, "quote_identity_is_kept"),
    (QUOTE, "kind = 'saying'", COLD, "quote_kind_is_known"),
    (QUOTE, """"end" = start, text = ''""", COLD, "quote_span_is_not_empty"),
    (QUOTE, '"end" = "end" + 1', COLD, "quote_span_is_as_long_as_its_text"),
    (QUOTE, 'start = start + 1, "end" = "end" + 1', COLD, "quote_is_verbatim"),
    (QUOTE, "text = 'Minsk was warm.'", COLD, "quote_is_verbatim"),
    (QUOTE, f"turn_id = {DENIED}", COLD, "quote_is_verbatim"),
    (
        QUOTE,
        "speaker_id = (SELECT id FROM interviews_speaker WHERE slug = 'ann')",
        COLD,
        "quote_excerpt_is_by_its_speaker",
    ),
    (QUOTE, "kind = 'excerpt'", "kind = 'embedded'", "quote_excerpt_is_by_its_speaker"),
    (QUOTE, "withdrawn_at = now()", COLD, "quote_is_withdrawn_with_a_reason"),
    (QUOTE, "withdrawal_reason = 'Error'", COLD, "quote_is_withdrawn_with_a_reason"),
    (
        QUOTE,
        "withdrawal_reason = 'Error', withdrawn_at = 'infinity'",
        COLD,
        "quote_withdrawn_at_is_in_range",
    ),
]


@pytest.mark.parametrize(
    ("table", "changes", "where", "rule"),
    BROKEN,
    ids=[f"{rule}: {changes}" for _, changes, _, rule in BROKEN],
)
def test_a_statement_cannot_break_a_rule(table, changes, where, rule):
    with refused_by(rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {changes} WHERE {where}")
        assert cursor.rowcount > 0
