"""The saved text on the page of a turn or passage, with what is made of it marked."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission

from interviews.admin.marked_text import MarkedText
from interviews.models import Turn
from tests.admin.editor import address, save
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_turn,
)

pytestmark = pytest.mark.django_db

MARK = re.compile(r'<mark class="([^"]*)" data-marks="([^"]*)"[^>]*>([^<]*)</mark>')


def marks(place):
    """What is marked: its classes, how many marks it has, and its words."""
    found = MARK.findall(MarkedText(place).words)
    return [(kinds, len(keys.split()), unescape(text)) for kinds, keys, text in found]


def read(html):
    return unescape(re.sub("<[^>]*>", "", html))


def beside(response):
    return {name: turn.position for name, turn in response.context["beside"].items()}


def test_quotes_and_mentions_are_marked_in_place():
    turn = make_turn(text="One. Two three. Four.")
    make_quote(turn=turn, text="Two three.")
    make_mention(turn=turn, text="three")

    assert marks(turn) == [
        ("quote", 1, "Two "),
        ("mention quote", 2, "three"),
        ("quote", 1, "."),
    ]


def test_overlapping_quotes_share_the_words_of_both():
    turn = make_turn(text="One. Two. Three.")
    make_quote(turn=turn, text="One. Two.")
    make_quote(turn=turn, text="Two. Three.")

    assert marks(turn) == [
        ("quote", 1, "One. "),
        ("quote shared", 2, "Two."),
        ("quote", 1, " Three."),
    ]


def test_marks_add_no_character_to_the_text():
    text = "\n a <b>&amp; “c”\u00a0d\t👩‍👩‍👧 שלום\n\n\nq̃.\n\n "
    turn = make_turn(text=text)
    make_quote(turn=turn, text="<b>&amp; “c”\u00a0d\t👩‍👩‍👧 שלום\n\n\nq̃.")
    make_mention(turn=turn, text="👩‍👩‍👧")

    assert read(MarkedText(turn).words) == text


def test_what_is_shown_is_escaped(admin_client):
    entity = make_entity(name='<script>"')
    turn = make_turn(text="<script>alert()</script>")
    make_mention(turn=turn, entity=entity, text="<script>")

    page = admin_client.get(address("change", Turn, turn.pk)).text

    assert "<script>alert" not in page
    assert '<script>"' not in page


def test_a_mark_names_what_it_marks_and_leads_there():
    turn = make_turn(text="One. Two.")
    mention = make_mention(turn=turn, text="One", entity=make_entity(name="One"))
    quote = make_quote(turn=turn, text="Two.")
    marked = MarkedText(turn)

    assert [(mark.name, mark.address) for mark in marked.marks] == [
        (
            "Mention of One (place)",
            address("change", type(mention.entity), mention.entity.pk),
        ),
        (
            f"Quote {quote.public_id}, {turn.speaker}",
            address("change", type(quote), quote.pk),
        ),
    ]


def test_a_withdrawn_quote_is_marked_while_its_words_are_there():
    turn = make_turn(text="One. Two.")
    withdrawn = {"withdrawn_at": "2026-02-01T00:00Z", "withdrawal_reason": "Not said."}
    make_quote(turn=turn, text="One.", **withdrawn)
    make_quote(turn=turn, text="Two.", **withdrawn)
    Turn.objects.filter(pk=turn.pk).update(text="One. Three.")
    turn.refresh_from_db()

    assert marks(turn) == [("quote withdrawn", 1, "One.")]
    assert MarkedText(turn).kinds == ["withdrawn quote"]


def test_an_edit_that_is_refused_leaves_the_saved_text_on_the_page(admin_client):
    turn = make_turn(text="One. Two.")
    make_quote(turn=turn, text="Two.")

    response = save(admin_client, turn, text="Zero. One.")

    assert read(response.context["marked"].words) == "One. Two."


def test_a_passage_has_its_mentions_marked(admin_client):
    passage = make_passage(text="A photograph.")
    make_mention(passage=passage, text="photograph")

    response = admin_client.get(address("change", type(passage), passage.pk))

    assert read(response.context["marked"].words) == "A photograph."
    assert marks(passage) == [("mention", 1, "photograph")]


def test_who_may_only_look_sees_the_marks_and_no_button(client, django_user_model):
    turn = make_turn(text="One. Two.")
    make_quote(turn=turn, text="Two.")
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view"))
    client.force_login(looker)

    response = client.get(address("change", Turn, turn.pk))

    assert read(response.context["marked"].words) == "One. Two."
    assert "data-rows" not in response.text


def test_a_page_that_adds_a_turn_has_no_saved_text(admin_client):
    assert "marked" not in admin_client.get(address("add", Turn)).context


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (1, {"answer": 2, "after": 2}),
        (2, {"question": 1, "before": 1, "after": 3}),
        (3, {"question": 1, "before": 2, "after": 4}),
        (4, {"before": 3}),
    ],
)
def test_what_is_read_together_stands_beside_it(admin_client, position, expected):
    interview = make_interview()
    kinds = ("question", "answer", "answer", "question")
    turns = [make_turn(interview=interview, kind=kind) for kind in kinds]
    make_turn(kind="question")

    turn = turns[position - 1]
    response = admin_client.get(address("change", Turn, turn.pk))

    assert beside(response) == expected


def test_editor_goes_from_turn_to_turn(admin_client):
    first = make_turn(kind="question")
    second = make_turn(interview=first.interview)

    onward = save(admin_client, first, _next="Save and go to the next turn")
    at_the_end = save(admin_client, second, _next="Save and go to the next turn")

    assert onward.url == address("change", Turn, second.pk)
    assert at_the_end.url == address("changelist", Turn)


@pytest.mark.parametrize("spans", [1, 40])
def test_page_of_a_turn_asks_as_often_for_many_rows_as_for_one(
    admin_client, django_assert_num_queries, spans
):
    question = make_turn(kind="question")
    turn = make_turn(interview=question.interview, text="One. " * 40)
    for number in range(spans):
        make_quote(turn=turn, text="One.", start=5 * number)
        make_mention(turn=turn, text="One", start=5 * number)

    with django_assert_num_queries(16):
        admin_client.get(address("change", Turn, turn.pk))
