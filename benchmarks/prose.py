"""Sentences without sense: a vocabulary of 30,000 words with Zipf's frequencies."""

import itertools
import random

VOCABULARY = 30_000
WORDS_PER_TURN = 95
SEED = 1
ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "sch",
    "st",
    "br",
    "gr",
    "tr",
    "vl",
    "kr",
]
VOWELS = ["a", "e", "i", "o", "u", "aa", "ee", "oe", "ie", "ui", "ij"]
CODAS = ["", "n", "r", "s", "t", "l", "k", "ng", "rt"]


def vocabulary() -> list[str]:
    syllables = ["".join(parts) for parts in itertools.product(ONSETS, VOWELS, CODAS)]
    order = random.Random(SEED)
    order.shuffle(syllables)
    words: dict[str, None] = dict.fromkeys(syllables[:200])
    while len(words) < VOCABULARY:
        words["".join(order.choices(syllables, k=order.choice((1, 2, 2, 3))))] = None
    return list(words)


class Prose:
    """Sentences without sense."""

    def __init__(self, seed: int = SEED) -> None:
        self.words = vocabulary()
        self.shares = list(
            itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1))
        )
        self.random = random.Random(seed)

    def sentence(self, length: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.shares, k=length)
        return " ".join(words).capitalize() + "."

    def text(self) -> str:
        lengths = [self.random.randint(5, 20) for _ in range(WORDS_PER_TURN // 12)]
        return " ".join(self.sentence(length) for length in lengths)
