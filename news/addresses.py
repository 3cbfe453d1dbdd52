"""Addresses in the admin that several places lead to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


def articles_where(**query: Any) -> str:
    """The list of articles, narrowed: `source=` and `topics=` take keys, lists any of several."""
    return f"{reverse('articles:index')}?{urlencode(query, doseq=True)}"


def edit_url(page: int | str) -> str:
    """Where the page with this key is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page])
