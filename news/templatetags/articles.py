"""Template tags of articles and their lists."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from core.trails import trail_above
from members.access import is_open_to_everyone
from news.cards import card_of_article, card_of_list
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from news.names import has_feed
from news.structured_data import article_page, list_page

register = template.Library()


@register.inclusion_tag("news/parts/article_head.html", takes_context=True)
def article_head(context: Context, article: ArticlePage) -> dict[str, Any]:
    """What an article's page tells machines: its card, its plain text, the feeds, its origin."""
    request: HttpRequest = context["request"]
    card = card_of_article(article, request)
    return {
        "card": card,
        "plain_version": f"{article.get_url(request) or ''}index.md",
        "structured_data": article_page(article, request, card),
        **_feeds(article.desk, request, None),
    }


@register.inclusion_tag("news/parts/list_page_head.html", takes_context=True)
def list_page_head(
    context: Context, desk: NewsDeskPage, topic: Topic | None = None, source: Source | None = None
) -> dict[str, Any]:
    """What a desk's page, or that of a topic or a source, tells machines."""
    request: HttpRequest = context["request"]
    narrowed = topic or source
    card = card_of_list(desk, request, narrowed)
    site = Site.find_for_request(request)
    above = trail_above(desk, site) if site else []
    if narrowed:
        above.append((desk.title, desk.get_full_url(request) or ""))
    return {
        "card": card,
        "structured_data": list_page(request, above, card),
        **_feeds(desk, request, narrowed),
    }


def _feeds(
    desk: NewsDeskPage, request: HttpRequest, narrowed: Topic | Source | None
) -> dict[str, str]:
    """Where the feeds are; nowhere for a list that not everybody may know of."""
    if not is_open_to_everyone(desk) or not has_feed(narrowed):
        return {}
    start = desk.get_url(request) or ""
    if narrowed is None:
        return {"feeds": f"{start}feed/", "feed_title": desk.title}
    return {
        "feeds": iri_to_uri(f"{start}{narrowed.path_below_desk}feed/"),
        "feed_title": narrowed.name,
    }
