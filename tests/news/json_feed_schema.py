"""What the specification of JSON Feed 1.1 says, as a JSON Schema.

Source: https://www.jsonfeed.org/version/1.1/, sections "Top-level", "Items" and "Attachments". It
allows custom objects whose names begin with an underscore, anywhere.
"""

from __future__ import annotations

from typing import Any

WHOLE_ADDRESS = {"type": "string", "pattern": "^https?://"}
# RFC 3339.
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
}
CUSTOM = {"^_[A-Za-z]": {"type": "object"}}

AUTHOR: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "url": {"type": "string"},
        "avatar": WHOLE_ADDRESS,
    },
    "patternProperties": CUSTOM,
    "additionalProperties": False,
    # "an author object must have at least one of these"
    "minProperties": 1,
}

ATTACHMENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "url": WHOLE_ADDRESS,
        "mime_type": {"type": "string"},
        "title": {"type": "string"},
        "size_in_bytes": {"type": "number"},
        "duration_in_seconds": {"type": "number"},
    },
    "patternProperties": CUSTOM,
    "required": ["url", "mime_type"],
    "additionalProperties": False,
}

ITEM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "url": WHOLE_ADDRESS,
        "external_url": WHOLE_ADDRESS,
        "title": {"type": "string"},
        "content_html": {"type": "string"},
        "content_text": {"type": "string"},
        "summary": {"type": "string"},
        "image": WHOLE_ADDRESS,
        "banner_image": WHOLE_ADDRESS,
        "date_published": MOMENT,
        "date_modified": MOMENT,
        "authors": {"type": "array", "items": AUTHOR},
        "tags": {"type": "array", "items": {"type": "string"}},
        "language": {"type": "string"},
        "attachments": {"type": "array", "items": ATTACHMENT},
    },
    "patternProperties": CUSTOM,
    "required": ["id"],
    # "content_html and content_text are each optional strings — but one or both must be present"
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
}

JSON_FEED: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": WHOLE_ADDRESS,
        "feed_url": WHOLE_ADDRESS,
        "description": {"type": "string"},
        "user_comment": {"type": "string"},
        "next_url": WHOLE_ADDRESS,
        "icon": WHOLE_ADDRESS,
        "favicon": WHOLE_ADDRESS,
        "authors": {"type": "array", "items": AUTHOR},
        "language": {"type": "string"},
        "expired": {"type": "boolean"},
        "hubs": {"type": "array", "items": {"type": "object", "required": ["type", "url"]}},
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": CUSTOM,
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}
