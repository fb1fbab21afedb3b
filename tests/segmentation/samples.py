"""Interviews in every manner that they come in."""

from tests.segmentation.marked import MARKED
from tests.segmentation.unmarked import UNMARKED

SAMPLES = [*MARKED, *UNMARKED]
