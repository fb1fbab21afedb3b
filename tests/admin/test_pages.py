"""The pages of the admin, for the interview that is shipped."""

from urllib.parse import quote as percent_encoded

import pytest
from django.contrib import admin
from django.urls import reverse

from interviews.models import Entity, FormerSlug, Interview, Mention, Quote, Topic, Turn
from tests.admin.editor import EDITED, address, everything, save
from tests.factories import make_quote, make_topic

LISTED = [*EDITED, FormerSlug]
NUMBER_OF_NO_ROW = "9" * 20


def test_every_model_is_in_the_admin():
    registered = {
        model for model in admin.site._registry if model._meta.app_label == "interviews"
    }

    assert registered == set(LISTED)


@pytest.mark.parametrize("model", LISTED)
@pytest.mark.parametrize("query", ["", "?q=minsk", "?_facets=True", "?all=&o=2.-1"])
def test_list_opens(admin_client, shipped, db, model, query):
    response = admin_client.get(address("changelist", model) + query)

    assert response.status_code == 200


@pytest.mark.parametrize("model", EDITED)
def test_add_page_opens(admin_client, db, model):
    assert admin_client.get(address("add", model)).status_code == 200


def test_search_looks_in_words_and_names(admin_client, shipped, db):
    def found(model, words):
        response = admin_client.get(address("changelist", model), {"q": words})
        return {str(row) for row in response.context["cl"].result_list}

    assert found(Interview, "bialiatski revu") == {"Interview met Ales Bialiatski"}
    assert found(Entity, "Bjaljatski") == {"Ales Bialiatski"}
    assert found(Topic, "freedom press") == set()


def test_autocomplete_finds_turns_by_their_words(admin_client, shipped, db):
    response = admin_client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "interviews",
            "model_name": "quote",
            "field_name": "turn",
            "term": "weerzien\0",
        },
    )

    turn = Turn.objects.get(position=1)
    assert response.json() == {
        "results": [{"id": str(turn.pk), "text": str(turn)}],
        "pagination": {"more": False},
    }


def test_interview_page_leads_to_its_turns_and_quotes(admin_client, shipped, db):
    interview = Interview.objects.get()
    make_quote()

    page = admin_client.get(address("change", Interview, interview.pk)).text
    address_of_quotes = f"{address('changelist', Quote)}?interview={interview.slug}"
    quotes = admin_client.get(address_of_quotes).context["cl"].queryset

    assert f'<a href="{address_of_quotes}">43</a>' in page
    assert set(quotes) == set(Quote.objects.filter(turn__interview=interview))


def test_turn_page_has_its_quotes_and_mentions(admin_client, shipped, db):
    turn = Turn.objects.get(position=2)

    response = admin_client.get(address("change", Turn, turn.pk))

    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    assert [{form.instance for form in formset} for formset in formsets] == [
        set(turn.quotes.all()),
        set(turn.mentions.all()),
    ]


def test_former_slugs_are_only_looked_at(admin_client, db):
    topic = make_topic(slug="before")
    Topic.objects.filter(pk=topic.pk).update(slug="after")
    former = FormerSlug.objects.get()

    page = admin_client.get(address("change", FormerSlug, former.pk))
    changed = admin_client.post(
        address("change", FormerSlug, former.pk), {"slug": "other"}
    )

    assert (page.status_code, changed.status_code) == (200, 403)


@pytest.mark.parametrize("model", EDITED)
def test_saving_unchanged_changes_no_row(admin_client, shipped, db, model):
    before = everything()

    answers = {save(admin_client, row).status_code for row in model.objects.all()}

    assert answers == {302}
    assert everything() == before


# Addresses that nobody should type


@pytest.mark.parametrize("model", LISTED)
def test_unreadable_list_address_is_no_server_error(admin_client, shipped, db, model):
    bad = [
        ("", "%00"),
        ("__exact", "%00"),
        ("__gte", "abc"),
        ("__year", NUMBER_OF_NO_ROW),
        ("__range", "1"),
        ("__regex", "["),
        ("__isnull", "abc"),
        ("__in", NUMBER_OF_NO_ROW),
    ]
    queries = [
        f"{field.name}{lookup}={value}"
        for field in model._meta.concrete_fields
        for lookup, value in bad
    ]
    queries += [
        f"{name}={value}"
        for name in ("q", "p", "o", "e", "interview", "_to_field", "topics__id__exact")
        for value in ("%00", "abc", "-1", "%FF", NUMBER_OF_NO_ROW)
    ]

    answers = {
        query: admin_client.get(f"{address('changelist', model)}?{query}").status_code
        for query in queries
    }

    assert set(answers.values()) <= {200, 302, 400}


@pytest.mark.parametrize("model", EDITED)
def test_unreadable_add_address_is_no_server_error(admin_client, shipped, db, model):
    queries = [
        f"{field.name}={value}"
        for field in model._meta.get_fields()
        for value in ("%00", "1,abc", NUMBER_OF_NO_ROW)
    ]

    answers = {
        admin_client.get(f"{address('add', model)}?{query}").status_code
        for query in queries
    }

    assert answers == {200}


@pytest.mark.parametrize("value", ["\0", "abc", NUMBER_OF_NO_ROW])
@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Interview, ["participations-0-speaker", "participations-0-id"]),
        (Mention, ["entity", "turn", "passage"]),
        (Turn, ["speaker", "topics", "quotes-0-speaker", "mentions-0-entity"]),
    ],
)
def test_unreadable_key_is_no_server_error(
    admin_client, shipped, db, model, names, value
):
    row = model.objects.all()[1] if model is Turn else model.objects.first()
    before = everything()

    answers = [save(admin_client, row, **{name: value}) for name in names]

    assert [answer.status_code for answer in answers] == [200] * len(names)
    assert everything() == before


@pytest.mark.parametrize("value", ["\0", "abc", NUMBER_OF_NO_ROW])
def test_unreadable_selection_is_no_server_error(admin_client, shipped, db, value):
    before = everything()
    action = {"action": "delete_selected", "_selected_action": value, "post": "yes"}

    response = admin_client.post(address("changelist", Mention), action)

    assert response.status_code == 302
    assert everything() == before


@pytest.mark.parametrize("key", ["\0", "abc", "-1", NUMBER_OF_NO_ROW])
def test_address_of_no_row_leads_back(admin_client, db, key):
    page = f"{address('changelist', Turn)}{percent_encoded(key)}/change/"

    assert admin_client.get(page).url == reverse("admin:index")
