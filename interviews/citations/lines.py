import re

LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def on_one_line(text: str) -> str:
    """Without what any reader might take for the end of a line, and so of a field."""
    return LINE_ENDS.sub(" ", text)
