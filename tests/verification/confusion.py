"""How often the verdict is the one that a person gave: a confusion table for each set.

    python -m tests.verification.confusion [--wrong]

Asks the public record in the configured database, which must hold the shipped interview.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

VERDICTS = ["verbatim", "condensed", "altered", "stitched", "not_found"]
SETS = ["claims", "held_out", "afterwards", "outsiders"]


def claims(name: str) -> list[dict[str, Any]]:
    return json.loads((Path(__file__).parent / f"{name}.json").read_text())


def judged(claim: dict[str, Any]) -> dict[str, Any]:
    """The judgement of each thing that the claim is labelled with."""
    from interviews.models import Speaker
    from interviews.verification.evidence import verify

    speaker = claim.get("speaker")
    evidence = verify(
        claim["text"],
        speaker=Speaker.objects.get(slug=speaker).pk if speaker else None,
    )
    labels = ("verdict", "misattributed", "changes_meaning")
    return {label: getattr(evidence, label) for label in labels if label in claim}


def agrees(claim: dict[str, Any], found: dict[str, Any]) -> bool:
    return all(claim[label] == found[label] for label in found)


def table(pairs: Counter[tuple[str, str]]) -> str:
    lines = [f"{'labelled':>10} | judged " + " ".join(f"{v:>9}" for v in VERDICTS)]
    for label in VERDICTS:
        cells = " ".join(f"{pairs[label, found]:>9}" for found in VERDICTS)
        lines.append(f"{label:>10} |        {cells}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="name each disagreement")
    parser.add_argument("sets", nargs="*", default=SETS, help=", ".join(SETS))
    asked = parser.parse_args()
    for name in asked.sets:
        labelled = claims(name)
        results = [(claim, judged(claim)) for claim in labelled]
        pairs = Counter(
            (claim["verdict"], found["verdict"]) for claim, found in results
        )
        same = sum(pairs[verdict, verdict] for verdict in VERDICTS)
        all_same = sum(agrees(claim, found) for claim, found in results)
        print(f"\n{name}: {len(labelled)} claims")
        print(table(pairs))
        print(f"verdict as labelled: {same / len(labelled):.1%}")
        print(
            f"verdict, attribution and meaning as labelled: {all_same / len(labelled):.1%}"
        )
        if asked.wrong:
            for claim, found in results:
                if not agrees(claim, found):
                    print(
                        f"- {claim['text']!r}\n    labelled {claim}\n    judged {found}"
                    )


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    main()
