"""An interview in some manner, made up, and how it is to be read.

A reading is one letter a block, in the order of the document; a question mark after it
says that the document does not tell, and that the editor must be asked.
"""

from dataclasses import dataclass, field

LETTERS = {
    "m": "metadata",
    "i": "introduction",
    "q": "question",
    "a": "answer",
    "c": "continuation",
    "s": "sidebar",
    "h": "heading",
    "f": "caption",  # of a figure
    "p": "pull_quote",
    "-": "layout",
}


@dataclass(frozen=True)
class Sample:
    name: str
    source: str
    reading: str
    texts: dict[int, str] = field(default_factory=dict)
