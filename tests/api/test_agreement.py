"""Every form of a shipped quote has the same words, speaker and source."""

import json

import bibtexparser
import feedparser
import pytest
import rispy

from tests.api.calls import client, get, results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.fixture
def rows():
    rows = results("quotes/?page_size=200&expand=interview,citations")
    assert len(rows) == 43
    return rows


def document(row, name):
    response = get(f"quotes/{row['id']}/?format={name}")
    assert response.status_code == 200
    return json.loads(response.content)


def annotation_of(row):
    return f"“{row['text']}” ({row['attribution']})"


def test_the_attribution_names_speaker_teller_and_source(rows):
    for row in rows:
        named = [row["speaker"], row["teller"]]
        assert row["attribution"].startswith(row["speaker"]["name"])
        assert [
            who["name"] for who in named if who and who["name"] in row["attribution"]
        ] == [who["name"] for who in named if who]
        assert row["attribution"].endswith(f"in {row['publication']}, 16 januari 2026")


def test_linked_data_agrees(rows):
    for row in rows:
        quotation = document(row, "jsonld")
        source, turn = quotation["isPartOf"]
        teller = quotation.get("contributor")
        assert {
            "id": quotation["identifier"],
            "text": quotation["text"],
            "speaker": quotation["creator"]["@id"],
            "teller": teller and teller["name"],
            "turn": turn["@id"],
            "question": turn["parentItem"]["text"],
            "interview": source["headline"],
            "publication": source["publisher"]["name"],
            "published_on": source["datePublished"],
            "attribution": quotation["creditText"],
            "topics": [topic["@id"] for topic in quotation["about"]],
        } == {
            "id": row["id"],
            "text": row["text"],
            "speaker": row["speaker"]["url"],
            "teller": row["teller"] and row["teller"]["name"],
            "turn": row["turn"]["url"],
            "question": row["question"]["text"],
            "interview": row["interview"]["name"],
            "publication": row["publication"],
            "published_on": row["published_on"],
            "attribution": row["attribution"],
            "topics": [topic["url"] for topic in row["topics"]],
        }


def test_annotations_agree(rows):
    for row in rows:
        annotation = document(row, "annotation")
        words, place = annotation["target"]["selector"]
        assert {
            "text": words["exact"],
            "prefix": words["prefix"],
            "suffix": words["suffix"],
            "start": place["start"],
            "end": place["end"],
            "turn": annotation["target"]["source"],
            "attribution": annotation["body"][0]["value"],
        } == {
            "turn": row["turn"]["url"],
            **{name: row[name] for name in ("text", "prefix", "suffix")},
            **{name: row[name] for name in ("start", "end", "attribution")},
        }


def test_a_collection_holds_the_same_annotations(rows):
    collection = json.loads(
        get("interviews/ales-bialiatski/?format=annotation").content
    )

    items = {item["id"]: item for item in collection["first"]["items"]}
    alone = [document(row, "annotation") for row in rows]
    assert items == {
        one["id"]: {key: one[key] for key in one if key != "@context"} for one in alone
    }


def test_records_for_reference_managers_agree(rows):
    for row in rows:
        citations = row["citations"]
        item = citations["csl_json"]
        (entry,) = bibtexparser.parse_string(citations["bibtex"]).entries
        (record,) = rispy.loads(citations["ris"])
        words = annotation_of(row)
        assert item["annote"] == words
        assert entry["annote"].replace(r" \par ", "\n\n").replace("{}", "") == words
        assert "\n\n".join(record["notes"]) == words
        assert {item["title"], entry["title"].strip("{}"), record["title"]} == {
            row["interview"]["name"]
        }
        assert {
            item["container-title"],
            entry["journal"],
            record["secondary_title"],
        } == {row["publication"]}
        assert {entry["date"], record["date"].replace("/", "-")} == {
            row["published_on"]
        }


def test_entries_name_speaker_teller_and_source(rows):
    for row in rows:
        speaker = row["speaker"]["name"]
        is_author = speaker == "Ales Bialiatski"
        introduction = "" if is_author else f"{speaker}, geciteerd in "
        assert row["citations"]["nl"] == {
            "apa": f"{introduction}Bialiatski, A. (2026, 16 januari). Interview met Ales "
            "Bialiatski (A. Beld, interviewer). Nieuwe Revu. "
            "http://testserver/i/ales-bialiatski",
            "mla": f"{introduction}Bialiatski, Ales. “Interview met Ales Bialiatski”. "
            "Geïnterviewd door Ardy Beld. Nieuwe Revu, 16 januari 2026, "
            "http://testserver/i/ales-bialiatski.",
            "chicago": f"{introduction}Bialiatski, Ales. “Interview met Ales "
            "Bialiatski”. Geïnterviewd door Ardy Beld. Nieuwe Revu, 16 januari 2026. "
            "http://testserver/i/ales-bialiatski.",
        }


def test_feeds_agree(rows):
    expected = {
        row["links"]["page"]: (row["text"], row["speaker"]["name"], row["attribution"])
        for row in rows
    }

    items = client.get("/feeds/quotes.json?page_size=200").json()["items"]
    atom = feedparser.parse(client.get("/feeds/quotes.atom?page_size=200").content)

    assert {
        item["url"]: (
            item["content_text"],
            item["authors"][0]["name"],
            item["summary"],
        )
        for item in items
    } == expected
    assert {
        entry.id: (entry.content[0].value, entry.author, entry.summary)
        for entry in atom.entries
    } == expected
