"""What search engines are told about articles and their lists (schema.org, as JSON-LD).

We share an article, we did not write it: ours is a NewsArticle that is *based on* the original,
whose author and publisher are named there. The source's date is given only as precise as known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.images.models import Filter
from wagtail.models import Site

from core.files_shown import is_open_to_everyone
from core.organisations import identity_of
from core.structured_data import Thing, breadcrumbs, graph, organisation
from core.trails import trail_above

if TYPE_CHECKING:
    from core.cards import Card
    from news.models import ArticlePage

HEADLINE_LENGTH = 110
# The size of an article's own picture that machines are told of; the worker makes it (news.tasks).
PICTURE = "format-jpeg|width-800"
# What of the page is for some readers only.
TEXT = ".article-body"


def article_page(article: ArticlePage, request: HttpRequest, card: Card) -> Thing:
    """Everything that is told on an article's page."""
    site = Site.find_for_request(request)
    above = trail_above(article, site) if site else []
    return graph(
        [
            article_as_json_ld(article, site, card),
            breadcrumbs([*above, (article.title, card.url)]),
        ]
    )


def list_page(request: HttpRequest, above: list[tuple[str, str]], card: Card) -> Thing:
    """What is told on the page of a desk, a topic or a source."""
    return graph([breadcrumbs([*above, (card.title, card.url)])])


def article_as_json_ld(article: ArticlePage, site: Site | None, card: Card) -> dict[str, Any]:
    """The article as schema.org's NewsArticle, shared by the organisation of the site."""
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": article.title[:HEADLINE_LENGTH],
        "url": card.url,
        "mainEntityOfPage": card.url,
        "datePublished": article.shared_on.isoformat(),
        **shared_by(site, card.url),
        **(closed_part() if article.restrictions else {"isAccessibleForFree": True}),
        "isBasedOn": _original(article),
    }
    if article.last_published_at:
        data["dateModified"] = article.last_published_at.isoformat(timespec="seconds")
    if article.told_corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": told.text, "datePublished": told.day.isoformat()}
            for told in article.told_corrections
        ]
    if article.summary:
        data["description"] = article.summary
    if article.word_count:
        data["wordCount"] = article.word_count
    if article.listed_topics:
        data["about"] = [{"@type": "Thing", "name": topic.name} for topic in article.listed_topics]
    if pictures := _pictures(article, card):
        data["image"] = pictures
    return data


def shared_by(site: Site | None, url: str) -> Thing:
    """That the article at this address is the organisation's, in the site's language."""
    us = organisation(identity_of(site), urljoin(url, "/"))
    return {
        "inLanguage": get_language(),
        "author": {name: us[name] for name in ("@type", "name", "url")},
        "publisher": us,
    }


def closed_part() -> Thing:
    """That not everybody may read it, and which part of the page that is."""
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": TEXT}
    return {"isAccessibleForFree": False, "hasPart": part}


def _pictures(article: ArticlePage, card: Card) -> list[Thing]:
    """The article's own picture and the one made for sharing, as far as they are made yet.

    Machines come as nobody: a picture that not everybody may have is not named to them.
    """
    found = [
        (urljoin(card.url, rendition.url), rendition.width, rendition.height)
        for rendition in (
            article.image.find_existing_renditions(Filter(spec=PICTURE)).values()
            if article.image and is_open_to_everyone(article.image)
            else ()
        )
    ]
    if card.picture:
        found.append((card.picture.url, card.picture.width, card.picture.height))
    return [
        {"@type": "ImageObject", "url": url, "width": width, "height": height}
        for url, width, height in found
    ]


def _original(article: ArticlePage) -> Thing:
    original: Thing = {
        "@type": "NewsArticle",
        "headline": (article.source_headline or article.title)[:HEADLINE_LENGTH],
    }
    if article.source_url:
        original["url"] = article.source_url
    if article.source_date_for_machines:
        original["datePublished"] = article.source_date_for_machines
    if article.source:
        original["publisher"] = {"@type": "Organization", "name": article.source.name}
        if article.source.url:
            original["publisher"]["url"] = article.source.url
    if article.source_author:
        original["author"] = {"@type": "Person", "name": article.source_author}
    return original
