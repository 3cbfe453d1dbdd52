"""By what articles are looked up."""

from __future__ import annotations

from django.db.models import Index, Q

INDEXES = [
    Index("shared_on", "page_ptr", name="article_by_shared_on"),
    Index("source", "shared_on", "page_ptr", name="article_by_source"),
    # Each alone: whoever looks for a double looks for one of them.
    Index("address_digest", name="article_by_address"),
    Index("headline_digest", name="article_by_headline"),
    Index("source_headline_digest", name="article_by_their_headline"),
    # To find these few without reading the texts of all.
    Index(fields=["page_ptr"], condition=Q(summary=""), name="article_without_summary"),
]
