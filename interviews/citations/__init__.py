"""Citations of a quote: CSL-JSON first, and everything else made from that."""

from interviews.citations.bibtex import bibtex
from interviews.citations.entries import entries
from interviews.citations.record import csl_item
from interviews.citations.ris import ris

__all__ = ["bibtex", "csl_item", "entries", "ris"]
