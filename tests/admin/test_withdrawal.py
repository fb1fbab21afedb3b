"""Quotes are featured, withdrawn with a reason and restored, many at once or one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from interviews.models import Quote, Turn
from tests.admin.editor import address, errors, everything, said, save, submission
from tests.admin.grouped import sign_in
from tests.factories import make_passage, make_quote, make_turn
from tests.log import commit

pytestmark = pytest.mark.django_db

WITHDRAWN = {
    "withdrawn_at": "2026-01-01T00:00Z",
    "withdrawal_reason": "Not his words.",
}


@pytest.fixture
def publisher(client):
    return sign_in(client, "publisher")


def page(name, *quotes):
    keys = ",".join(str(quote.pk) for quote in quotes)
    return reverse(f"admin:interviews_quote_{name}", query={"of": keys})


def act(client, action, *quotes, **more):
    sent = {"action": action, "_selected_action": [quote.pk for quote in quotes]}
    return client.post(address("changelist", Quote), sent, **more)


def send(client, where, **typed):
    return client.post(
        where, submission(client.get(where).text, "standing_form", **typed)
    )


def reasons():
    return list(
        Quote.objects.order_by("pk").values_list("withdrawal_reason", flat=True)
    )


def listed(client, **query):
    response = client.get(address("changelist", Quote), query)
    return set(response.context["cl"].queryset)


# Lists


def test_lists_are_narrowed_by_what_became_of_the_quotes(publisher):
    turn = make_turn(text="One. Two. Three.")
    altered, same = make_quote(turn=turn, text="One."), make_quote(turn=turn)
    withdrawn = make_quote(turn=turn, text="Three.", **WITHDRAWN)
    embedded = make_quote(turn=turn, kind="embedded", text="Three.", is_featured=True)
    for quote, text in ((altered, "‘Eleven’"), (same, "‘Two’")):
        make_passage(
            interview=turn.interview, kind="pull_quote", text=text, quote=quote
        )

    assert listed(publisher, standing="yes") == {altered, same, embedded}
    assert listed(publisher, standing="no") == {withdrawn}
    assert listed(publisher, pull_quote="differs") == {altered}
    assert listed(publisher, pull_quote="same") == {same}
    assert listed(publisher, kind__exact="embedded") == {embedded}
    assert listed(publisher, is_featured__exact="1") == {embedded}
    assert listed(publisher, standing="x", pull_quote="x") == set(Quote.objects.all())


def test_many_quotes_are_featured_and_no_longer(publisher):
    first, second, third = make_quote(is_featured=True), make_quote(), make_quote()

    featured = act(publisher, "feature", first, second)

    assert said(featured) == ["1 quote was featured."]
    assert set(Quote.objects.filter(is_featured=True)) == {first, second}
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(second.pk)]

    act(publisher, "unfeature", first, second, third)
    assert not Quote.objects.filter(is_featured=True).exists()


# Withdrawing


def test_many_quotes_are_withdrawn_with_one_reason(publisher):
    quotes = [make_quote(), make_quote(), make_quote(**WITHDRAWN)]
    other = make_quote()

    listing = act(publisher, "withdraw", *quotes)
    shown = publisher.get(listing.url)
    response = send(publisher, listing.url, reason="An error\nof ours. ")

    assert set(shown.context["quotes"]) == set(quotes[:2])
    assert shown.context["left"] == [(quotes[2], ["It is withdrawn already."])]
    assert said(response) == ["2 quotes were withdrawn."]
    assert reasons() == ["An error\nof ours. "] * 2 + ["Not his words.", ""]
    assert list(Quote.objects.standing()) == [other]
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "This field is required."),
        (" \n", "Say why."),
        (
            "So \x07",
            "There is a control character in one of: text, note, withdrawal_reason.",
        ),
        ("So \0", "Null characters are not allowed."),
    ],
)
def test_quotes_are_not_withdrawn_without_a_reason(publisher, reason, sentence):
    where = page("withdraw", make_quote(), make_quote())
    before = everything()

    response = publisher.post(where, {"reason": reason})

    assert response.context["form"].errors == {"reason": [sentence]}
    assert everything() == before


def test_a_quote_is_withdrawn_and_restored_from_its_own_page(publisher):
    quote = make_quote()
    own = address("change", Quote, quote.pk)
    assert f'href="{page("withdraw", quote)}"' in publisher.get(own).text

    withdrawn = send(publisher, page("withdraw", quote), reason="So.")

    assert (withdrawn.url, reasons()) == (own, ["So."])
    assert f'href="{page("restore", quote)}"' in publisher.get(own).text

    send(publisher, page("restore", quote))
    assert list(Quote.objects.standing()) == [quote]
    assert reasons() == [""]


# Restoring


def test_only_quotes_whose_words_still_stand_are_restored(publisher):
    turn = make_turn(text="One. Two.")
    lost = make_quote(turn=turn, text="Two.", **WITHDRAWN)
    Turn.objects.filter(pk=turn.pk).update(text="One. Ten.")
    kept, standing = make_quote(**WITHDRAWN), make_quote()
    why = "From 5 to 9 stands “Ten.”. These words are nowhere in the text."

    listing = act(publisher, "restore", lost, kept, standing)
    shown = publisher.get(listing.url)
    response = send(publisher, listing.url)

    assert shown.context["quotes"] == [kept]
    assert shown.context["left"] == [(lost, [why]), (standing, ["It stands."])]
    assert said(response) == [
        "1 quote was restored.",
        f"Not restored: {lost.public_id}. {why}",
        f"Not restored: {standing.public_id}. It stands.",
    ]
    assert list(Quote.objects.standing().order_by("pk")) == [kept, standing]


def test_what_only_the_database_knows_is_said(publisher):
    quote = make_quote(turn=make_turn(text="Two."), **WITHDRAWN)
    make_passage(interview=quote.turn.interview, kind="pull_quote", quote=quote)
    commit()
    Quote.objects.filter(pk=quote.pk).update(turn=make_turn(text="Two."))
    Quote.objects.filter(pk=quote.pk).update(speaker=Turn.objects.latest("pk").speaker)
    before = everything()

    response = send(publisher, page("restore", quote))

    assert said(response) == [
        f"The database refused this: quote {quote.public_id} is rendered by a pull quote "
        "of another interview."
    ]
    assert everything() == before


# Who may


def test_editor_features_and_neither_withdraws_nor_restores(client):
    editor = sign_in(client, "editor")
    quote, withdrawn = make_quote(), make_quote(**WITHDRAWN)
    actions = editor.get(address("changelist", Quote)).text

    act(editor, "feature", quote)
    before = everything()
    answers = [
        editor.get(page("withdraw", quote)).status_code,
        editor.post(page("withdraw", quote), {"reason": "So."}).status_code,
        editor.post(page("restore", withdrawn)).status_code,
    ]
    act(editor, "withdraw", quote)
    act(editor, "restore", withdrawn)

    assert answers == [403, 403, 403]
    assert everything() == before
    assert Quote.objects.get(pk=quote.pk).is_featured
    assert "Withdraw with a reason" not in actions
    for row in (quote, withdrawn):
        own = editor.get(address("change", Quote, row.pk)).text
        assert "Withdraw…" not in own
        assert "Restore…" not in own


def test_who_may_only_look_features_nothing(client, django_user_model):
    user = sign_in(client, "editor") and django_user_model.objects.get()
    user.groups.get().permissions.remove(
        *user.groups.get().permissions.filter(codename="change_quote")
    )
    quote = make_quote()

    act(client, "feature", quote)

    assert not Quote.objects.get(pk=quote.pk).is_featured


@pytest.mark.parametrize("keys", ["", "abc", "%00", "1,", "999999999999999999"])
@pytest.mark.parametrize("name", ["withdraw", "restore"])
def test_an_address_of_no_quotes_leads_to_the_list(publisher, name, keys):
    where = f"{reverse(f'admin:interviews_quote_{name}')}?of={keys}"

    assert publisher.get(where).url == address("changelist", Quote)


def test_a_post_without_its_token_is_refused(publisher):
    publisher.handler.enforce_csrf_checks = True

    answer = publisher.post(page("withdraw", make_quote()), {"reason": "So."})

    assert answer.status_code == 403


# History


def records(quote):
    return [
        (
            record.history_user and record.history_user.get_username(),
            record.is_featured,
            record.withdrawal_reason,
        )
        for record in quote.history.order_by("-history_id")
    ]


def test_what_is_done_to_many_is_in_the_history_of_each(publisher):
    quotes = make_quote(), make_quote()

    act(publisher, "feature", *quotes)
    send(publisher, page("withdraw", *quotes), reason="Wrong.")
    send(publisher, page("restore", *quotes))

    for quote in quotes:
        assert records(quote) == [
            ("publisher", True, ""),
            ("publisher", True, "Wrong."),
            ("publisher", True, ""),
            (None, False, ""),
        ]


def test_how_a_quote_stood_is_kept_before_it_is_changed_with_others(publisher):
    quote = make_quote()
    Quote.objects.update(withdrawal_reason="Loaded.", withdrawn_at="2026-01-01T00:00Z")

    act(publisher, "feature", quote)

    assert records(quote) == [
        ("publisher", True, "Loaded."),
        (None, False, "Loaded."),
        (None, False, ""),
    ]


def test_a_withdrawn_quote_keeps_its_words_on_its_own_page_too(publisher):
    quote = make_quote(turn=make_turn(text="One. Two."), text="Two.")
    Quote.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Misheard.")

    response = save(publisher, quote, text="One.", start="0", end="4")

    assert errors(response) == [
        "A withdrawn quote keeps the words that were withdrawn."
    ]
    quote.refresh_from_db()
    assert (quote.text, quote.start) == ("Two.", 5)
