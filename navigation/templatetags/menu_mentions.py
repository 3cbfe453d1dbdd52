"""Which menus lead to a page, for the admin's pages that ask for a confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from wagtail.models import Page

from navigation.faults import mentions_of

register = template.Library()


@register.inclusion_tag("navigation/admin/mentions.html")
def menus_leading_to(*pages: Page) -> dict[str, Any]:
    """What somebody should know before these pages, or pages below them, disappear."""
    return {"mentions": mentions_of(pages)}


@register.inclusion_tag("navigation/admin/mentions.html")
def menus_leading_to_items(items: Iterable[dict[str, Page]]) -> dict[str, Any]:
    """The same for the pages of a bulk action."""
    return {"mentions": mentions_of(item["item"] for item in items)}
