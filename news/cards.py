"""The cards of articles and of lists of articles (core.cards)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from core.cards import Card, CardPicture, picture_for_all
from core.organisations import identity_of

if TYPE_CHECKING:
    from news.models import ArticlePage, NewsDeskPage, Source, Topic

# Of a card's picture, in pixels: the shape that Open Graph and X show whole.
WIDTH, HEIGHT = 1200, 630


def card_of_article(article: ArticlePage, request: HttpRequest) -> Card:
    """An article's card.

    What is for some readers only has no picture of its own: others would fetch it.
    """
    url = article.get_full_url(request) or ""
    identity = identity_of(Site.find_for_request(request))
    picture = picture_for_all(identity.share_image, url)
    share_image = getattr(article, "share_image", None)
    if share_image and not article.restrictions:
        picture = CardPicture(urljoin(url, share_image.file.url), WIDTH, HEIGHT, article.title)
    return Card(
        kind="article",
        title=article.title,
        url=url,
        site=identity.name,
        description=article.search_description or article.summary,
        picture=picture,
    )


def card_of_list(desk: NewsDeskPage, request: HttpRequest, narrowed: Topic | Source | None) -> Card:
    """The card of a desk, or of what it shares on a topic or from a source."""
    url = desk.get_full_url(request) or ""
    identity = identity_of(Site.find_for_request(request))
    return Card(
        kind="website",
        title=narrowed.name if narrowed else desk.title,
        url=urljoin(url, iri_to_uri(narrowed.path_below_desk)) if narrowed else url,
        site=identity.name,
        picture=picture_for_all(identity.share_image, url),
        description=(
            narrowed.description if narrowed else desk.search_description or desk.introduction
        ),
    )
