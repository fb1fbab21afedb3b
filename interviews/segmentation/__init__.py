from interviews.segmentation.document import Document, segment
from interviews.segmentation.hints import Hints, hints
from interviews.segmentation.rows import Rows, rows

__all__ = ["Document", "Hints", "Rows", "hints", "rows", "segment"]
