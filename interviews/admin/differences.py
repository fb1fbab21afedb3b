"""Two versions of a text, with the words that differ marked."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from rapidfuzz.distance import LCSseq

PIECES = re.compile(r"\w+|\W")
# Of what is the same in both, so much is shown on either side of a difference.
SHOWN_AROUND = 80
LEFT_OUT = SafeString(' <span class="left-out">[…]</span> ')


class Stretch(NamedTuple):
    old: str
    new: str

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def marked(old: str, new: str) -> SafeString:
    """One text, in which what is gone is struck out and what is new underlined."""
    return _marked(_stretches(old, new), lambda each: _gone(each) + _new(each))


def side_by_side(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts, each with what the other has not."""
    stretches = _stretches(old, new)
    return _marked(stretches, _gone), _marked(stretches, _new)


def _stretches(old: str, new: str) -> list[Stretch]:
    before, after = PIECES.findall(old), PIECES.findall(new)
    found: list[Stretch] = []
    for block in LCSseq.opcodes(before, after):
        stretch = Stretch(
            "".join(before[block.src_start : block.src_end]),
            "".join(after[block.dest_start : block.dest_end]),
        )
        if found and not stretch.is_same:
            # A space that two changed words have in common is read with them.
            if found[-1].is_same and len(found) > 1 and found[-1].new.isspace():
                stretch = _together(found.pop(), stretch)
            if not found[-1].is_same:
                stretch = _together(found.pop(), stretch)
        found.append(stretch)
    return _at_ends_of_sentences(found)


def _together(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(one.old + other.old, one.new + other.new)


def _at_ends_of_sentences(stretches: list[Stretch]) -> list[Stretch]:
    """What was added or dropped ends with its full stop, not with that before it."""
    found = list(stretches)
    for number in range(1, len(found) - 1):
        before, changed, after = found[number - 1 : number + 2]
        words, mark = changed.old or changed.new, after.new[:1]
        if (changed.old and changed.new) or not (before.is_same and after.is_same):
            continue
        if words[0] == mark and not mark.isalnum():
            rest = words[1:] + mark
            found[number - 1 : number + 2] = [
                _together(before, Stretch(mark, mark)),
                Stretch(rest, "") if changed.old else Stretch("", rest),
                Stretch(after.old[1:], after.new[1:]),
            ]
    return found


def _marked(
    stretches: list[Stretch], mark: Callable[[Stretch], SafeString]
) -> SafeString:
    last = len(stretches) - 1
    return format_html_join(
        "",
        "{}",
        (
            (_shortened(each.new, number > 0, number < last),)
            if each.is_same
            else (mark(each),)
            for number, each in enumerate(stretches)
        ),
    )


def _shortened(
    text: str, after_difference: bool, before_difference: bool
) -> str | SafeString:
    head = text[:SHOWN_AROUND].rpartition(" ")[0] if after_difference else ""
    tail = text[-SHOWN_AROUND:].partition(" ")[2] if before_difference else ""
    is_long = len(text) > len(head) + len(tail) + SHOWN_AROUND
    if is_long and (after_difference or before_difference):
        return format_html("{}{}{}", head, LEFT_OUT, tail)
    return text


def _gone(stretch: Stretch) -> SafeString:
    return format_html("<del>{}</del>", stretch.old) if stretch.old else SafeString()


def _new(stretch: Stretch) -> SafeString:
    return format_html("<ins>{}</ins>", stretch.new) if stretch.new else SafeString()
