"""By what articles are looked up."""

from __future__ import annotations

from django.db.models import Index, Q

INDEXES = [
    Index("shared_on", "page_ptr", name="article_by_shared_on"),
    Index("source", "shared_on", "page_ptr", name="article_by_source"),
    # To find these few without reading the texts of all.
    Index(fields=["page_ptr"], condition=Q(summary=""), name="article_without_summary"),
]
