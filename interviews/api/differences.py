"""How words that were printed or published differ from those that were said."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from interviews.models import Passage
from interviews.verification.comparison import (
    Carrier,
    DifferenceKind,
    Verdict,
    compare,
)

RENDITION_VERDICTS = [
    Verdict.VERBATIM,
    Verdict.CONDENSED,
    Verdict.ALTERED,
    Verdict.NOT_FOUND,
]


class SpanSerializer(serializers.Serializer):
    """A stretch of a text, in Unicode code points, half open."""

    start = serializers.IntegerField(help_text="Where it starts, from 0.")
    end = serializers.IntegerField(help_text="Where it ends, exclusive.")
    text = serializers.CharField(help_text="The words there.")


class DifferenceSerializer(serializers.Serializer):
    """Words of one text that the other lacks, or has others for."""

    kind = serializers.ChoiceField(
        [kind.value for kind in DifferenceKind],
        help_text="Whether words were replaced, added to what was said, or omitted.",
    )
    claim = SpanSerializer(
        allow_null=True, help_text="The words as published, or null where omitted."
    )
    record = SpanSerializer(
        allow_null=True,
        help_text="The words as said, with offsets in the turn's text, or null where added.",
    )
    changes = serializers.ChoiceField(
        [carrier.value for carrier in Carrier],
        allow_null=True,
        help_text="What carries meaning and changed: a negation, a number, a name, or null.",
    )
    is_marked = serializers.BooleanField(
        help_text="Whether the publisher marked the cut, with … or brackets."
    )


class RenditionSerializer(serializers.ModelSerializer):
    """What a pull quote printed of the words, and how that differs from what was said."""

    verdict = serializers.ChoiceField(
        [verdict.value for verdict in RENDITION_VERDICTS],
        help_text="Whether it printed the words as said, marked its cuts, changed them, or "
        "shares no word with them.",
    )
    changes_meaning = serializers.BooleanField(
        help_text="Whether a negation, a number or a name differs."
    )
    differences = DifferenceSerializer(
        many=True,
        help_text="Where the two part; `claim` has offsets in what was printed.",
    )

    class Meta:
        model = Passage
        fields = ["kind", "text", "verdict", "changes_meaning", "differences"]

    def to_representation(self, passage: Passage) -> dict[str, Any]:
        said = passage.quote.turn.text if passage.quote else ""
        found = compare(passage.text, said)
        return {
            "kind": passage.kind,
            "text": passage.text,
            "verdict": (found.verdict if found else Verdict.NOT_FOUND).value,
            "changes_meaning": bool(found and found.changes_meaning),
            "differences": DifferenceSerializer(
                found.differences if found else [], many=True, context=self.context
            ).data,
        }
