"""Addresses in the admin that several places lead to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


def articles_where(**query: Any) -> str:
    """The list of articles, narrowed: `source=` and `topics=` take keys."""
    return f"{reverse('articles:index')}?{urlencode(query)}"
