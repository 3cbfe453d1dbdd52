"""Which row is locked first where several people write what belongs to one page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page


def lock_pages(keys: Iterable[int | str]) -> None:
    """Keep these pages, and what is kept beside them, to oneself until the transaction ends.

    Versions, authors, reviews and wordings are written in different orders by different people. All
    of them begin with the page's own row: two who began with different ones would wait for each
    other until the database ends one of them. On SQLite the transaction itself keeps others from
    writing, and outside of a transaction there is nothing to keep.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block or not connection.features.has_select_for_update:
        return
    pages = Page.objects.filter(pk__in=[int(key) for key in keys]).order_by("pk")
    # Others may still name the page, in the log or in a comment.
    list(pages.select_for_update(of=("self",), no_key=True).values_list("pk"))
