"""How much of what should be found is found, and how much else: precision and recall.

    python -m tests.search.quality [--wrong]

The sets were labelled by reading the texts, by somebody who did not see the search. What
is neither to be found nor to be left out, because it is arguable, counts for neither. The
first Dutch set asks the shipped interview, the first English one Alice's Adventures in
Wonderland (Lewis Carroll, 1865); the others ask turns as magazines print them, half of the
English ones after old prose. All but the shipped interview are loaded and taken away again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.api.calls import results

SHIPPED = "ales-bialiatski"
# The language of each set.
SETS = {
    "dutch": "nl",
    "dutch_magazine": "nl",
    "english": "en",
    "english_magazine": "en",
}


def labelled(name: str) -> Any:
    return json.loads((Path(__file__).parent / f"{name}.json").read_text())


@dataclass
class Score:
    found: int = 0
    missed: int = 0
    wrong: int = 0
    disagreements: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)


def hits(interview: str, q: str) -> list[dict[str, Any]]:
    return results(
        f"turns/?interview={interview}&page_size=200&q={quote(q)}"
        "&fields=position,text,matched,highlights,snippet"
    )


def score(name: str) -> Score:
    total = Score()
    for query, positions in _answers(name):
        wanted, arguable = set(query["find"]), query.get("arguable", [])
        if arguable == "all":
            continue
        missed, wrong = wanted - positions, positions - wanted - set(arguable)
        total.found += len(wanted & positions)
        total.missed += len(missed)
        total.wrong += len(wrong)
        if missed or wrong:
            total.disagreements.append(
                f"{query['q']!r}: missed {sorted(missed)}, wrong {sorted(wrong)} "
                f"({query['why']})"
            )
    return total


def _answers(name: str) -> Iterator[tuple[dict[str, Any], set[int]]]:
    for query in labelled(name):
        yield query, {hit["position"] for hit in hits(interview_of(name), query["q"])}


def interview_of(name: str) -> str:
    return SHIPPED if name == "dutch" else name.replace("_", "-")


def make_texts() -> None:
    from tests.factories import make_interview, make_speaker, make_turn

    speaker = make_speaker()
    for name, language in SETS.items():
        slug = interview_of(name)
        if slug != SHIPPED:
            interview = make_interview(slug=slug, title="-", language=language)
            for text in labelled(f"{name}_texts"):
                make_turn(interview=interview, speaker=speaker, text=text)


def main() -> None:
    from django.db import transaction

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="name each disagreement")
    asked = parser.parse_args()
    with transaction.atomic():
        make_texts()
        for name in SETS:
            total = score(name)
            print(
                f"{name}: {len(labelled(name))} queries, precision {total.precision:.3f}, "
                f"recall {total.recall:.3f}, {len(total.disagreements)} not as labelled"
            )
            if asked.wrong:
                print("\n".join(f"  {line}" for line in total.disagreements))
        transaction.set_rollback(True)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    os.environ.setdefault("ALLOWED_HOSTS", "testserver localhost")
    django.setup()
    main()
