"""What a search asks of texts, in each language that texts are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from interviews.search import parsing
from interviews.search.documents import Hit, find
from interviews.search.dutch import forms as dutch
from interviews.search.function_words import OF_LANGUAGE as FUNCTION_WORDS
from interviews.search.languages import written_with
from interviews.search.matching import All, AnyOf, Level, Node, Not, Term, Way
from interviews.search.vocabulary import Related, languages, related
from interviews.search.words import APOSTROPHE

SEPARABLE = "nl"


@dataclass(frozen=True)
class Question:
    """Nodes by language; without any, nothing is found."""

    nodes: Mapping[str, Node]

    def in_language(self, language: str) -> Node | None:
        return self.nodes.get(language)

    @cached_property
    def interviews(self) -> dict[int, Hit]:
        """The interviews that meet it, by primary key; looked up once."""
        return find(self.nodes)


def read(text: str) -> Question:
    """What somebody typed, against the words that stand in texts by now."""
    parsed = parsing.parse(text)
    if not parsed.of:
        return Question({})
    asked = {language: _words(parsed, language) for language in languages()}
    found = related(asked)
    return Question(
        {
            language: _Reading(language, found[language]).alternatives(parsed)
            for language in asked
        }
    )


def _words(parsed: parsing.AnyOf, language: str) -> set[str]:
    """All words whose relatives are needed."""
    found = set()
    for alternative in parsed.of:
        for word in _single_words(alternative.of):
            found |= {word.joined, word.parts[-1]}
        for phrase in _phrases(alternative.of):
            found |= {word for word in phrase.words if written_with(word, language)}
        if language == SEPARABLE:
            found |= {verb for _, _, verb in _apart(alternative.of)}
    if language == SEPARABLE:
        found |= {apart[1] for word in found if (apart := dutch.separable(word))}
    return found


def _single_words(nodes: Sequence[object]) -> Iterator[parsing.Word]:
    for node in nodes:
        word = node.of if isinstance(node, parsing.Not) else node
        if isinstance(word, parsing.Word):
            yield word


def _phrases(nodes: Sequence[object]) -> Iterator[parsing.Phrase]:
    for node in nodes:
        phrase = node.of if isinstance(node, parsing.Not) else node
        if isinstance(phrase, parsing.Phrase):
            yield phrase


def _apart(nodes: Sequence[object]) -> Iterator[tuple[int, int, str]]:
    """Where a separable verb was typed in its parts: from, to, and the verb."""
    plain = [
        node.joined if isinstance(node, parsing.Word) and len(node.parts) == 1 else ""
        for node in nodes
    ]
    for place, (first, second) in enumerate(pairwise(plain)):
        third = plain[place + 2] if place + 2 < len(plain) else ""
        if first and second and (verb := dutch.joined(first, second)):
            yield place, place + 2, verb  # haalde op
        elif second == "te" and third and (verb := dutch.joined(third, first)):
            yield place, place + 3, verb  # op te halen


class _Reading:
    """What was typed, as one language understands it."""

    def __init__(self, language: str, found: Mapping[str, Related]) -> None:
        self.language = language
        self.found = found

    def alternatives(self, parsed: parsing.AnyOf) -> Node:
        return AnyOf(tuple(dict.fromkeys(self.all_of(some.of) for some in parsed.of)))

    def all_of(
        self, nodes: Sequence[parsing.Word | parsing.Phrase | parsing.Not]
    ) -> Node:
        read: list[Node] = []
        place = 0
        apart = {start: (end, verb) for start, end, verb in self._apart(nodes)}
        is_needed = self._needed(nodes, apart)
        while place < len(nodes):
            if place in apart:
                end, verb = apart[place]
                parts = All(tuple(self.node(node) for node in nodes[place:end]))
                read.append(
                    AnyOf((parts, self.word(parsing.Word((verb,)), typed=False)))
                )
                place = end
                continue
            if is_needed[place]:
                read.append(self.node(nodes[place]))
            place += 1
        return All(tuple(dict.fromkeys(read)))  # asked twice is asked once

    def _apart(self, nodes: Sequence[object]) -> list[tuple[int, int, str]]:
        return list(_apart(nodes)) if self.language == SEPARABLE else []

    def _needed(
        self, nodes: Sequence[object], apart: Mapping[int, object]
    ) -> list[bool]:
        """All but words that are in every text, unless nothing else was asked."""
        common = FUNCTION_WORDS.get(self.language, frozenset())
        needed = [
            not (isinstance(node, parsing.Word) and common.issuperset(node.parts))
            for node in nodes
        ]
        wanted = [
            is_needed and not isinstance(node, parsing.Not)
            for node, is_needed in zip(nodes, needed, strict=True)
        ]
        return needed if any(wanted) or apart else [True] * len(nodes)

    def node(self, node: parsing.Word | parsing.Phrase | parsing.Not) -> Node:
        match node:
            case parsing.Not(of):
                return Not(self.node(of))  # type: ignore[arg-type]
            case parsing.Phrase(words):
                run = tuple(frozenset({word}) | self._joined(word) for word in words)
                return Term((Way(Level.EXACT, run),))
            case parsing.Word():
                return self.word(node)

    def _joined(self, word: str) -> frozenset[str]:
        """What stands in texts of the word with something that an apostrophe joins to it."""
        joined = written_with(word, self.language)
        return joined & self.found[word].forms if joined else joined

    def word(self, word: parsing.Word, *, typed: bool = True) -> Term:
        whole = word.joined
        found = self.found[whole]
        forms = found.forms | {whole}
        exact = {
            form
            for form in forms
            if typed and (_bare(form) == _bare(whole) or form in self._joined(whole))
        }
        ways = [
            _way(Level.EXACT, exact),
            _way(Level.FORM, forms - exact),
            # The word itself, too, where hyphens join it to another.
            _way(Level.COMPOUND, found.compounds | forms),
        ]
        if len(word.parts) > 1:
            *before, last = word.parts
            ways += [
                _way(Level.EXACT, *({part} for part in word.parts)),
                _way(
                    Level.FORM,
                    *({part} for part in before),
                    self.found[last].forms | {last},
                ),
            ]
        if self.language == SEPARABLE and (apart := dutch.separable(whole)):
            particle, verb = apart
            ways += [
                _way(Level.FORM, self.found[verb].forms | {verb}, {particle}),
                _way(Level.FORM, {particle}, {"te"}, {verb}),
            ]
        return Term(tuple(way for way in ways if all(way.run)))


def _way(level: Level, *run: set[str]) -> Way:
    return Way(level, tuple(frozenset(words) for words in run))


def _bare(word: str) -> str:
    return word.replace(APOSTROPHE, "")
