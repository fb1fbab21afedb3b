"""What is being said at one place of a document, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviews.segmentation import quotation, speech
from interviews.segmentation.repetition import Repetition
from interviews.segmentation.segments import TURNS, Kind
from interviews.segmentation.shapes import Look, Shape
from interviews.segmentation.style import Style

ASIDES = {Kind.CAPTION, Kind.PULL_QUOTE, Kind.HEADING, Kind.SIDEBAR, Kind.LAYOUT}
# How many paragraphs ahead it looks: no answer runs on for longer.
REACH = 100


class Conversation:
    """Reads block after block, and knows what is being said."""

    def __init__(
        self,
        shapes: Sequence[Shape],
        style: Style,
        repeated: Mapping[int, Repetition],
        corrections: Mapping[int, Kind],
    ) -> None:
        self.shapes = shapes
        self.style = style
        self.repeated = repeated
        self.corrections = corrections
        self.labels = sorted({one.label.name for one in shapes if one.label})
        self.turn: Kind | None = None
        self.before: Kind | None = None
        self.label_key = ""
        self.last_turn: Shape | None = None
        # The quotation mark of an answer, as long as it is open.
        self.mark = ""

    def advance(self, shape: Shape, kind: Kind) -> None:
        if kind in TURNS:
            self.turn, self.label_key = kind, shape.label_key
            self.mark = shape.opening if kind is Kind.ANSWER else ""
            if self.mark and (
                quotation.closes_within(shape.text, self.mark)
                or quotation.ends_closed(shape.text, self.mark)
            ):
                self.mark = ""
        elif kind is Kind.CONTINUATION and quotation.ends_closed(shape.text, self.mark):
            self.mark = ""
        if kind in (*TURNS, Kind.CONTINUATION):
            self.last_turn = shape
        self.before = kind

    # What comes next

    def following(self, place: int) -> Shape | None:
        """The next block that may be part of the conversation itself."""
        return next(
            (
                shape
                for shape in self.shapes[place + 1 : place + REACH]
                if not self._is_aside(shape)
            ),
            None,
        )

    def _is_aside(self, shape: Shape) -> bool:
        if corrected := self.corrections.get(shape.number):
            return corrected in ASIDES
        repetition = self.repeated.get(shape.number)
        return (
            not shape.text
            or shape.look in (Look.IMAGE, Look.QUOTE)
            or bool(speech.SAYS_SO.search(shape.text))
            or bool(repetition and repetition.is_shorter and shape.is_whole_quotation)
        )

    def answer_follows(self, place: int) -> bool:
        after = self.following(place)
        return after is not None and self._begins_answer(after)

    def _begins_answer(self, shape: Shape) -> bool:
        if corrected := self.corrections.get(shape.number):
            return corrected is Kind.ANSWER
        return bool(shape.opening)

    def closes_later(self, place: int) -> bool:
        """Whether a later paragraph closes the answer, before another mark is opened."""
        for shape in self.shapes[place + 1 : place + REACH]:
            if self._is_aside(shape):
                continue
            if shape.opening:
                return False
            if quotation.ends_closed(shape.text, self.mark):
                return True
        return False
