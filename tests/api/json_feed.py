"""JSON Feed 1.1 as a JSON Schema, after the specification at jsonfeed.org."""

URL = {"type": "string", "format": "uri", "pattern": "^https?://"}
TEXT = {"type": "string", "minLength": 1}
MOMENT = {
    "type": "string",
    "format": "date-time",
    # RFC 3339
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
# Names of extensions: an underscore, then a letter, and no dots.
EXTENSIONS = {r"^_[A-Za-z][^.]*$": {"type": "object"}}
AUTHOR = {
    "type": "object",
    "properties": {"name": TEXT, "url": URL, "avatar": URL},
    "additionalProperties": False,
    "minProperties": 1,
}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": TEXT,
        "url": URL,
        "external_url": URL,
        "title": TEXT,
        "content_html": TEXT,
        "content_text": TEXT,
        "summary": TEXT,
        "image": URL,
        "banner_image": URL,
        "date_published": MOMENT,
        "date_modified": MOMENT,
        "authors": {"type": "array", "items": AUTHOR},
        "tags": {"type": "array", "items": TEXT},
        "language": TEXT,
        "attachments": {
            "type": "array",
            "items": {"type": "object", "required": ["url", "mime_type"]},
        },
    },
    "patternProperties": EXTENSIONS,
    "additionalProperties": False,
}
FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": URL,
        "feed_url": URL,
        "description": TEXT,
        "user_comment": TEXT,
        "next_url": URL,
        "icon": URL,
        "favicon": URL,
        "authors": {"type": "array", "items": AUTHOR},
        "language": TEXT,
        "expired": {"type": "boolean"},
        "hubs": {
            "type": "array",
            "items": {"type": "object", "required": ["type", "url"]},
        },
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": EXTENSIONS,
    "additionalProperties": False,
}
