"""A name for what a version says.

A revision's key is no such name: an open editor rewrites the same revision again and again. Nor is
its content as stored, where counters, locks, keys and times change while the words stay.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from news.merging.succession import led_on
from news.models.corrections import corrections_of, one_line

# Where the page stands in the tree, who holds it, what state it is in, and when it is to be public:
# all of that changes without a word being written. An embargo does not: lifting it is a decision
# that others have to see.
_STATE = {
    *("pk", "path", "depth", "numchild", "url_path", "content_type", "translation_key", "locale"),
    *("live", "has_unpublished_changes", "first_published_at", "last_published_at"),
    *("live_revision", "latest_revision", "latest_revision_created_at", "draft_title"),
    *("owner", "locked", "locked_by", "locked_at", "alias_of", "page_ptr"),
    *("go_live_at", "expire_at", "expired"),
    # When readers were last told of a mistake; what they are told is in the words.
    "corrected_on",
    # Worked out from the words when they are saved, or published.
    *("plain_text", "word_count"),
    *("address_digest", "headline_digest", "source_headline_digest"),
    COMMENTS_RELATION_NAME,
}
# Draftail gives every paragraph a key, also to one that had none.
_BLOCK_KEY = re.compile(r'\sdata-block-key="[^"]*"')


def content_hash(version: Revision | Page) -> str:
    """A digest (64 hexadecimal digits) of what the version says: the same words, the same digest.

    Of a page, its own state is taken, not its latest revision's. The digest of a version changes
    when what it names is merged into something else, or its correction has been told.
    """
    data = version.content if isinstance(version, Revision) else version.serializable_data()
    said = {name: _plain(value) for name, value in _today(data).items() if name not in _STATE}
    canonical = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _today(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the version says if it is opened now."""
    said = led_on(data)
    # A correction that was told has become the article's, and the version's field is empty again.
    if told := one_line(said.get("correction") or ""):
        if corrections_of(said["pk"]).filter(text=told).exists():
            told = ""
        said["correction"] = told
    # A day that is that of the publication moves on with every saving until then, and stays after.
    if said.get("shared_when_public") and not said.get("first_published_at"):
        said["shared_on"] = None
    return said | {"shared_when_public": said.get("shared_on") is None}


def _plain(value: Any) -> Any:
    """The value without keys that editor and database give, and with one form for empty."""
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, list):
        # Topics and the like are a set, read in whatever order.
        return sorted(value) if _is_set_of_keys(value) else [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if not _is_given(key, value)}
    return value


def _plain_text(value: str) -> Any:
    """Text without Draftail's keys. A body is text as well, of a list of blocks."""
    if value.startswith("[{"):
        try:
            return _plain(json.loads(value))
        except json.JSONDecodeError:
            return value
    return _BLOCK_KEY.sub("", value)


def _is_set_of_keys(value: list[Any]) -> bool:
    return all(isinstance(each, int) for each in value)


def _is_given(key: str, around: dict[str, Any]) -> bool:
    is_key_of_block = key == "id" and "type" in around and "value" in around
    # A row of a child relation names itself and its page.
    is_key_of_row = key in ("pk", "page") and "pk" in around
    return is_key_of_block or is_key_of_row
