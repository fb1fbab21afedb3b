"""What `expand` adds to a quote: what was said around it, and how to cite it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interviews import citations
from interviews.addresses import addresses
from interviews.api.references import SpeakerRefSerializer, address, public_id
from interviews.api.shaping import ReadSerializer
from interviews.models import Quote, Turn


class NeighbourSerializer(ReadSerializer):
    """A turn beside the one that holds a quote."""

    id = public_id("The turn's lasting identifier.")
    url = address("turns-detail", "public_id")
    speaker = SpeakerRefSerializer(expanded=False, help_text="Who speaks the turn.")

    class Meta:
        model = Turn
        fields = ["id", "url", "position", "kind", "speaker", "text"]


class ContextSerializer(serializers.Serializer):
    """The turns around the one that holds a quote, in reading order."""

    before = serializers.SerializerMethodField(
        help_text="The turn before; none at the beginning of the interview."
    )
    after = serializers.SerializerMethodField(
        help_text="The turn after; none at the end of the interview."
    )

    @extend_schema_field(NeighbourSerializer(many=True))
    def get_before(self, quote: Quote) -> Any:
        return self._turns(quote.turn_before)

    @extend_schema_field(NeighbourSerializer(many=True))
    def get_after(self, quote: Quote) -> Any:
        return self._turns(quote.turn_after)

    def _turns(self, turn: Turn | None) -> Any:
        turns = [turn] if turn else []
        return NeighbourSerializer(turns, many=True, context=self.context).data


class EntriesSerializer(serializers.Serializer):
    """What stands in a bibliography, in plain text: the interview that was quoted from."""

    apa = serializers.CharField(help_text="APA, 7th edition.")
    mla = serializers.CharField(help_text="MLA, 9th edition.")
    chicago = serializers.CharField(
        help_text="Chicago, 18th edition, notes and bibliography."
    )


class CitationsSerializer(serializers.Serializer):
    """A quote as a reference: entries to print, and records for reference managers."""

    nl = EntriesSerializer(help_text="Entries in Dutch.")
    en = EntriesSerializer(help_text="Entries in English.")
    bibtex = serializers.CharField(
        help_text="A BibTeX entry, with the quoted words under annote."
    )
    ris = serializers.CharField(help_text="A RIS record, with the words under N1.")
    csl_json = serializers.DictField(
        help_text="A CSL-JSON item, which the others are made from, with the words under "
        "annote."
    )

    def to_representation(self, quote: Quote) -> dict[str, Any]:
        item = citations.csl_item(quote, addresses(self.context["request"]))
        return {
            **citations.entries(quote, item),
            "bibtex": citations.bibtex(item),
            "ris": citations.ris(item),
            "csl_json": item,
        }
