"""The page of an article for somebody who may not read it.

Its template is given a teaser, never the article: what a teaser does not hold cannot come out.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import Site

from core.cards import Card, picture_for_all
from core.organisations import identity_of
from core.structured_data import Thing, breadcrumbs, graph
from core.trails import PageAbove, places_above
from members.access import is_for_members
from members.visitors import visitor_of
from news.structured_data import HEADLINE_LENGTH, TEXT, closed_part, shared_by

if TYPE_CHECKING:
    from news.models import ArticlePage


@dataclass(frozen=True)
class Teaser:
    """All that is told of the article."""

    title: str
    url: str
    shared_on: datetime.date
    source: str
    source_date: str
    source_date_for_machines: str
    summary: str
    content_note: str
    is_for_members: bool


def teaser_of(article: ArticlePage, request: HttpRequest) -> Teaser:
    """The article's teaser, with its whole address."""
    return Teaser(
        title=article.title,
        url=article.get_full_url(request) or "",
        shared_on=article.shared_on,
        source=article.source.name if article.source else "",
        source_date=article.source_date_in_words,
        source_date_for_machines=article.source_date_for_machines,
        summary=article.summary,
        content_note=article.content_note,
        is_for_members=is_for_members(article),
    )


def teaser_page(article: ArticlePage, request: HttpRequest) -> TemplateResponse:
    """The page. What stands above the article is named as far as this visitor may read it."""
    teaser = teaser_of(article, request)
    site = Site.find_for_request(request)
    visitor = visitor_of(request)
    above = places_above(article, site) if site else ()
    readable = [place for place in above if visitor.may_read(place.path, place.owner)]
    context = {
        "teaser": teaser,
        "desk": next(
            (place for place in readable if place.path == article.path[: -article.steplen]), None
        ),
        "card": _card(teaser, site),
        "structured_data": _structured_data(teaser, site, readable),
        "text_class": TEXT.removeprefix("."),
    }
    return TemplateResponse(request, "news/pages/article_teaser.html", context)


def _card(teaser: Teaser, site: Site | None) -> Card:
    identity = identity_of(site)
    return Card(
        kind="article",
        title=teaser.title,
        url=teaser.url,
        site=identity.name,
        description=teaser.summary,
        picture=picture_for_all(identity.share_image, teaser.url),
    )


def _structured_data(teaser: Teaser, site: Site | None, above: list[PageAbove]) -> Thing:
    original: Thing = {"@type": "NewsArticle", "headline": teaser.title[:HEADLINE_LENGTH]}
    if teaser.source_date_for_machines:
        original["datePublished"] = teaser.source_date_for_machines
    if teaser.source:
        original["publisher"] = {"@type": "Organization", "name": teaser.source}
    data: Thing = {
        "@type": "NewsArticle",
        "headline": teaser.title[:HEADLINE_LENGTH],
        "url": teaser.url,
        "mainEntityOfPage": teaser.url,
        "datePublished": teaser.shared_on.isoformat(),
        **shared_by(site, teaser.url),
        **closed_part(),
        "isBasedOn": original,
    }
    if teaser.summary:
        data["description"] = teaser.summary
    trail = [(place.title, urljoin(teaser.url, place.url)) for place in above]
    return graph([data, breadcrumbs([*trail, (teaser.title, teaser.url)])])
