"""The command that cuts a document and saves it as a draft."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from interviews.models import Interview, Participation, Passage, Quote, Turn
from tests.admin.editor import everything
from tests.factories import make_interview, make_speaker

SHIPPED = Path(settings.BASE_DIR) / "fixtures/ales-bialiatski.txt"
SMALL = """# De smid

Jan Bos smeedt.

V: Waarom?

A: Het vuur.

Kortom: omdat het brandt.

V: Altijd?

A: Nee.
"""
PARTICULARS = [
    *[
        "--title",
        "De smid",
        "--publication",
        "De Courant",
        "--published-on",
        "2024-05-03",
    ],
    *["--language", "nl", "--interviewer", "Els Prins", "--billed-as", "verslaggever"],
    *["--interviewee", "Jan Bos"],
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "smid.md"
    file.write_text(SMALL)
    return file


def run(*arguments):
    written = io.StringIO()
    call_command("import_interview", *map(str, arguments), stdout=written)
    return written.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    return str(refusal.value)


# A dry run


def test_dry_run_says_how_the_document_was_read(small):
    assert run(small, *PARTICULARS) == (
        f"""{small}: 2 questions, 2 answers, 1 introduction.

   1  line 1      metadata      De smid
   2  line 3      introduction  Jan Bos smeedt.
   3  line 5      question      Waarom?
   4  line 7      answer        Het vuur.
   5  line 9    ? continuation  Kortom: omdat het brandt.
   6  line 11     question      Altijd?
   7  line 13     answer        Nee.

No words, and kept in the source alone: V: (2), A: (2), # (1)

Unsure of 1 place.
   5, line 9: read as continuation. “Kortom:” may be a label, but is not one of the others.
      Say which it is: --as 5=continuation or --as 5=question or --as 5=answer

Nothing was written. To save it as a draft:
  python manage.py import_interview {small} --title 'De smid' --publication 'De Courant' """
        "--published-on 2024-05-03 --language nl --slug de-smid --interviewer 'Els Prins' "
        "--billed-as verslaggever --interviewee 'Jan Bos' --accept-unsure --save\n"
    )


def test_dry_run_writes_nothing(small):
    before = everything()

    run(small, *PARTICULARS)

    assert everything() == before


def test_dry_run_names_all_that_is_missing_at_once(small):
    said = run(small)

    assert (
        """Before it can be saved:
  - The document does not tell, so give: --publication, --published-on, --language
  - Name at least one interviewer: there are 2 questions.
  - Name at least one interviewee: there are 2 answers.
"""
        in said
    )
    assert said.endswith(
        "--title 'De smid' --publication PUBLICATION --published-on YYYY-MM-DD "
        "--language LANGUAGE --slug de-smid --interviewer NAME --interviewee NAME "
        "--accept-unsure --save\n"
    )


def test_dry_run_takes_what_the_document_tells(tmp_path):
    file = tmp_path / "bread.txt"
    file.write_text(
        "A life in bread\n3 May 2024\n\n"
        "ANN COLE: When did you first light the oven, and who was there?\n\n"
        "RUTH ADEYEMI: It was five, the morning of the flood, and I was not alone.\n\n"
        "ANN COLE: Were you afraid?\n\nRUTH ADEYEMI: Of the water, and of the dark.\n"
    )

    assert run(file).endswith(
        "--title 'A life in bread' --publication PUBLICATION --published-on 2024-05-03 "
        "--language en --slug a-life-in-bread --interviewer 'Ann Cole' "
        "--interviewee 'Ruth Adeyemi' --save\n"
    )


def test_nothing_of_the_shipped_document_is_unsure():
    said = run(SHIPPED)

    assert (
        "19 questions, 19 answers, 1 introduction, 1 sidebar, 4 captions, 2 pull quotes"
        in said
    )
    assert "Nothing is unsure." in said
    assert "--published-on 2026-01-16 --language nl" in said


def test_who_asks_is_asked_where_two_may_have_asked(small):
    said = run(small, *PARTICULARS, "--interviewer", "Bo Tak", "--as", "5=continuation")

    assert (
        "Line 5: who speaks? By the label “V” it may be any of them, or somebody else; "
        "Els Prins is taken." in said
    )
    assert "--accept-unsure" in said


# Saving


def test_draft_is_seen_by_no_reader(small, client):
    run(small, *PARTICULARS, "--accept-unsure", "--save")

    assert client.get("/api/v1/interviews/").json()["count"] == 0
    assert client.get("/api/v1/turns/").json()["count"] == 0
    assert client.get("/api/v1/speakers/").json()["count"] == 0
    assert client.get("/i/de-smid").status_code == 404


def test_saved_draft_says_where_it_is(small):
    said = run(small, *PARTICULARS, "--as", "5=continuation", "--save")

    interview = Interview.objects.get()
    assert said == (
        "Saved as a draft: De smid (de-smid), 2 questions, 2 answers, 1 introduction.\n"
        "Look at it, add topics and mentions, and publish it: "
        f"/admin/interviews/interview/{interview.pk}/change/\n"
    )
    assert interview.published_on == date(2024, 5, 3)
    assert list(Turn.objects.values_list("kind", "text")) == [
        ("question", "Waarom?"),
        ("answer", "Het vuur.\n\nKortom: omdat het brandt."),
        ("question", "Altijd?"),
        ("answer", "Nee."),
    ]
    assert set(
        Participation.objects.values_list("speaker__name", "role", "billed_as")
    ) == {
        ("Els Prins", "interviewer", "verslaggever"),
        ("Jan Bos", "interviewee", ""),
    }


def test_speaker_of_the_same_name_is_the_same(small):
    known = make_speaker(name="Jan Bos", slug="de-smid-van-ommen")
    make_speaker(name="Iemand", slug="els-prins")

    run(small, *PARTICULARS, "--accept-unsure", "--save")

    assert set(Participation.objects.values_list("speaker__slug", flat=True)) == {
        known.slug,
        "els-prins-2",
    }


def test_subheading_and_pull_quote_keep_their_places(tmp_path):
    file = tmp_path / "smid.md"
    file.write_text(
        "V: Waarom?\n\nA: Het vuur brandt hier altijd, dag en nacht.\n\n"
        "> Het vuur brandt hier altijd\n\nEn ik ook.\n\n## Later\n\nV: En dan?\n\nA: As.\n"
    )

    run(file, *PARTICULARS, "--save")

    assert list(
        Passage.objects.values_list("kind", "text", "turn__position", "after_paragraph")
    ) == [
        ("pull_quote", "Het vuur brandt hier altijd", 2, 1),
        ("subheading", "Later", 2, 2),
    ]
    assert Quote.objects.get().text == "Het vuur brandt hier altijd, dag en nacht."


# Refusals


def test_unsure_places_are_not_saved_unseen(small):
    assert refused(small, *PARTICULARS, "--save") == (
        "Nothing was written: it is unsure of 1 place. Run it without --save to see, correct "
        "them with --as, or add --accept-unsure."
    )


def test_missing_particulars_are_named_all_at_once(small):
    assert refused(small, "--save", "--accept-unsure") == (
        """Nothing was written.
  - The document does not tell, so give: --publication, --published-on, --language
  - Name at least one interviewer: there are 2 questions.
  - Name at least one interviewee: there are 2 answers."""
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "It is empty."),
        (b"\xef\xbb\xbf \r\n\t", "It is empty."),
        (
            b"Hoe?\n\x91Goed\x92",
            "It is not UTF-8: line 2 has the byte 0x91, which UTF-8 has not there. Save it "
            "again as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8",
        ),
        (
            b"Hoe?\n\nG\0ed.",
            "Line 3 has a NUL character, which cannot be kept. Remove it.",
        ),
        (
            b"a" * 400_001,
            "It has 400,001 characters, and 400,000 are taken at once. Cut it into interviews.",
        ),
    ],
    ids=["empty", "blank", "not UTF-8", "NUL", "too long"],
)
def test_document_that_cannot_be_taken_is_refused(tmp_path, content, said):
    file = tmp_path / "a.txt"
    file.write_bytes(content)

    assert refused(file) == f"{file} cannot be imported. {said}"


def test_missing_file_is_said(tmp_path):
    file = tmp_path / "none.txt"

    assert refused(file) == f"{file} cannot be read: No such file or directory."


def test_slug_that_exists_is_refused_with_the_nearest_free(small):
    make_interview(slug="de-smid")
    make_interview(slug="de-smid-2")

    assert refused(small, *PARTICULARS, "--save", "--accept-unsure") == (
        "Nothing was written.\n  - There is an interview with the slug de-smid. The nearest "
        "that is free: --slug de-smid-3"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--slug", "De Smid"],
            "slug: Use lower case letters, digits and single hyphens.",
        ),
        (["--language", "Dutch!"], "Use a BCP 47 tag such as nl or en-GB."),
        (
            ["--source-url", "ftp://a.nl/"],
            "The source's address starts with http:// or https://.",
        ),
        (
            ["--published-on", "1066-10-14"],
            "The day of publication lies between 1450 and 2999.",
        ),
        (["--interviewee", " "], "The name must not be blank."),
        (["--interviewee", "Jan Bos"], "Jan Bos is named twice as interviewee."),
        (
            ["--interviewee", "a" * 201],
            "name: Ensure this value has at most 200 characters",
        ),
        (
            ["--as", "3=heading", "--title", "\x01"],
            "There is a control character in one of",
        ),
    ],
)
def test_what_the_rules_refuse_is_said_and_nothing_is_written(small, options, said):
    before = everything()

    refusal = refused(small, *PARTICULARS, *options, "--save", "--accept-unsure")

    assert refusal.startswith("Nothing was written.\n  - ")
    assert said in refusal
    assert everything() == before


def test_a_name_that_two_speakers_have_is_refused(small):
    make_speaker(name="Jan Bos", slug="jan-bos")
    make_speaker(name="Jan Bos", slug="jan-bos-2")

    assert "Two speakers are called Jan Bos" in refused(
        small, *PARTICULARS, "--save", "--accept-unsure"
    )


def test_control_character_in_the_words_is_found_by_its_line(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("V: Hoe?\n\nA: Go\x0bed.\n")

    assert refused(file, *PARTICULARS, "--save") == (
        "Nothing was written.\n  - Line 3: '\\x0b' is a control character. Remove it."
    )


def test_document_without_an_interview_is_refused(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("De raad vergadert.\n")

    assert "There is no question and no answer in the document." in refused(
        file, *PARTICULARS, "--save", "--accept-unsure"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--as", "3=lead"],
            "'3=lead' is not a number, =, and one of: metadata, introduction",
        ),
        (["--as", "99=answer"], "--as names no paragraph: 99. There are 7."),
        (["--published-on", "May"], "'May' is no date such as 2026-01-16"),
        (["--billed-as", "smid"], "--billed-as follows the name of whom it is about"),
    ],
)
def test_option_that_makes_no_sense_is_refused(small, options, said):
    assert said in refused(small, *options)
