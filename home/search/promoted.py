"""Promoted results: what editors want seen first when somebody searches for certain words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core.memory import remember
from core.search import Words, parse
from members.access import visible_to


@dataclass(frozen=True)
class Promotion:
    """A page by its key, or a link to elsewhere."""

    page: int | None
    url: str
    title: str
    description: str


@dataclass(frozen=True)
class Promoted:
    """A promoted result as it is shown."""

    url: str
    title: str
    description: str


def promoted_for(words: Words, request: HttpRequest) -> list[Promoted]:
    """What is promoted for exactly these words, and may be read by this visitor."""
    promotions = remember("promotions", _read).get(words.normal, ())
    keys = [promotion.page for promotion in promotions if promotion.page]
    pages = _pages(keys, request) if keys else {}
    results = []
    for promotion in promotions:
        if promotion.page is None:
            results.append(Promoted(promotion.url, promotion.title, promotion.description))
        # A page that belongs to no site has no address.
        elif (page := pages.get(promotion.page)) and (url := page.get_url(request)):
            results.append(Promoted(url, page.title, promotion.description))
    return results


def _pages(keys: list[int], request: HttpRequest) -> dict[int, Any]:
    pages = Page.objects.filter(pk__in=keys).live()
    return {page.pk: page for page in visible_to(pages, request.user)}


def _read() -> dict[str, list[Promotion]]:
    """By the words, in the form in which a visitor's are compared."""
    promotions = defaultdict(list)
    for each in SearchPromotion.objects.select_related("query").order_by("sort_order", "pk"):
        promotions[parse(each.query.query_string).normal].append(
            Promotion(
                each.page_id,
                each.external_link_url,
                each.external_link_text or "",
                each.description,
            )
        )
    return dict(promotions)
