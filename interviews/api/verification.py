"""Was it said? Words that somebody published, against the record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from interviews.api import parameters, problems
from interviews.api.differences import DifferenceSerializer, SpanSerializer
from interviews.api.fields import KeysField, Refused
from interviews.api.problems import InvalidParameters, Offence
from interviews.api.references import (
    InterviewRefSerializer,
    QuoteSpanSerializer,
    SpeakerRefSerializer,
    TurnRefSerializer,
)
from interviews.models import Interview, Speaker
from interviews.verification.comparison import Verdict
from interviews.verification.evidence import verify
from interviews.verification.wording import WORD

MAX_TEXT = 100_000
QUESTION = ("text", "speaker", "interview")


class MatchSerializer(serializers.Serializer):
    """Where the words, or a part of them, stand."""

    speaker = SpeakerRefSerializer(expanded=False, help_text="Who said them.")
    teller = SpeakerRefSerializer(
        expanded=False,
        allow_null=True,
        help_text="Who repeats them, where they are embedded in another's turn.",
    )
    interview = InterviewRefSerializer(
        source="turn.interview",
        expanded=False,
        help_text="The interview they are from.",
    )
    turn = TurnRefSerializer(expanded=False, help_text="The turn that holds them.")
    start = serializers.IntegerField(
        source="record.start", help_text="Where they start in the turn's text."
    )
    end = serializers.IntegerField(
        source="record.end", help_text="Where they end in the turn's text, exclusive."
    )
    text = serializers.CharField(source="record.text", help_text="The words as said.")
    sentence = SpanSerializer(
        help_text="The whole sentences that hold them, with what was not quoted."
    )
    is_whole = serializers.BooleanField(
        help_text="Whether they are whole sentences, or a sentence was cut short."
    )
    claim = SpanSerializer(help_text="The words as published that this is about.")
    similarity = serializers.FloatField(
        min_value=0,
        max_value=1,
        help_text="How much of them stands there, from 0 to 1.",
    )
    differences = DifferenceSerializer(
        many=True, help_text="Where the two part, in the order of the text."
    )


class EvidenceSerializer(serializers.Serializer):
    """What the record says of words that somebody published."""

    verdict = serializers.ChoiceField(
        [verdict.value for verdict in Verdict],
        help_text="verbatim: the words are there, but for typography. condensed: shortened or "
        "explained, and marked so. altered: close to one place, with silent changes. "
        "stitched: whole runs of words from several places, as if said in one go. "
        "not_found: nothing is close enough.",
    )
    misattributed = serializers.BooleanField(
        help_text="Whether the speaker asked for is not the one who said it."
    )
    changes_meaning = serializers.BooleanField(
        help_text="Whether a negation, a number or a name differs."
    )
    similarity = serializers.FloatField(
        min_value=0, max_value=1, help_text="Of the closest place, from 0 to 1."
    )
    matches = MatchSerializer(
        many=True,
        help_text="Where the words stand; for a stitched claim, each piece in its order.",
    )
    nearest = MatchSerializer(
        many=True, help_text="Where nothing was found: the places that come nearest."
    )
    quote = QuoteSpanSerializer(
        expanded=False,
        allow_null=True,
        help_text="The stored quote that holds the words, if there is one.",
    )


class ClaimSerializer(serializers.Serializer):
    """Words that somebody published as a quote."""

    text = serializers.CharField(
        max_length=MAX_TEXT, trim_whitespace=False, help_text="The words as published."
    )
    speaker = serializers.SlugField(
        required=False, help_text="Who is said to have said them, by slug."
    )
    interview = serializers.SlugField(
        required=False, help_text="The only interview to look in, by slug."
    )


class ClaimParser(JSONParser):
    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError:
            raise exceptions.ParseError("The JSON is nested too deep.") from None


class VerificationView(APIView):
    """Say whether words were said: verbatim, condensed, altered, stitched or not found.

    Compared with the turns of published interviews. Typography makes no difference:
    quotation marks, apostrophes, dashes, spaces, capitals, punctuation. Offsets are Unicode
    code points, half open: of `claim` in the text as it was sent, of all else in the text
    of the turn. Send a long text by POST, up to 100,000 characters.
    """

    parser_classes = [ClaimParser]
    # For the API's description.
    basename = "quotes"
    action = "verify"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        checks = [lambda: super(VerificationView, self).initial(request)]
        if request.method in ("GET", "HEAD"):
            checks += [
                lambda: parameters.refuse_unknown(request, [*QUESTION, "format"]),
                lambda: self.read(request.query_params.dict()),
            ]
        elif request.method == "POST":
            checks += [
                lambda: parameters.refuse_unknown(request, ["format"]),
                lambda: parameters.refuse_unknown_names(self.body, QUESTION),
                lambda: self.read(self.body),
            ]
        problems.raise_together(*checks)

    @property
    def body(self) -> dict[str, Any]:
        if not isinstance(self.request.data, dict):
            raise exceptions.ParseError("The body is not a JSON object.")
        return self.request.data

    def read(self, asked: dict[str, Any]) -> None:
        """Take the question, or name all that is wrong with it."""

        def read_text() -> None:
            self.text = _text(asked.get("text"))

        def read_speaker() -> None:
            self.speaker = _key("speaker", Speaker, asked)

        def read_interview() -> None:
            self.interview = _key("interview", Interview, asked)

        problems.raise_together(read_text, read_speaker, read_interview)

    @extend_schema(parameters=[ClaimSerializer], responses=EvidenceSerializer)
    def get(self, request: Request) -> Response:
        return self.answer(request)

    @extend_schema(request=ClaimSerializer, responses=EvidenceSerializer)
    def post(self, request: Request) -> Response:
        return self.answer(request)

    def answer(self, request: Request) -> Response:
        evidence = verify(self.text, speaker=self.speaker, interview=self.interview)
        return Response(EvidenceSerializer(evidence, context={"request": request}).data)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)


def _text(value: Any) -> str:
    if value is None:
        raise InvalidParameters(Offence("text", "Is missing: the words to look for."))
    text = _string("text", value)
    if len(text) > MAX_TEXT:
        raise InvalidParameters(
            Offence("text", f"Is longer than {MAX_TEXT:,} characters.")
        )
    if not WORD.search(text):
        raise InvalidParameters(Offence("text", "Holds no word.", text[:100]))
    return text


def _key(name: str, model: type[Model], asked: dict[str, Any]) -> int | None:
    if name not in asked:
        return None
    slug = _string(name, asked[name])
    try:
        found = KeysField(parameter=name, model=model).clean(slug)
    except Refused as refused:
        raise InvalidParameters(*refused.offences) from None
    except ValidationError:
        raise InvalidParameters(Offence(name, "Has no value.")) from None
    if len(found) > 1:
        raise InvalidParameters(Offence(name, "Names more than one.", slug))
    return found[0].pop()


def _string(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidParameters(Offence(name, "Is not a text."))
    try:
        value.encode()
    except UnicodeEncodeError:  # JSON can hold half of a surrogate pair
        raise InvalidParameters(Offence(name, "Holds half a character.")) from None
    if "\x00" in value:
        raise InvalidParameters(Offence(name, "Contains a NUL character."))
    return value
