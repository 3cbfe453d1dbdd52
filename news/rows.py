"""Articles as lists show them, in as few queries as there are tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.models.images import fetch_renditions
from news import catalogue

if TYPE_CHECKING:
    from news.models import ArticlePage

# What a row shows, and what a page needs to know its address.
COLUMNS = (
    "alias_of_id",
    "content_note",
    "content_type_id",
    "featured",
    "image_alt",
    "image_decorative",
    "image_id",
    "live",
    "owner_id",
    "path",
    "shared_on",
    "slug",
    "source_id",
    "source_published_on",
    "source_published_precision",
    "summary",
    "title",
    "url_path",
)


def fetch_rows(keys: Sequence[int]) -> list[ArticlePage]:
    """The articles with these keys, in this order, each with its source and topics."""
    articles = fetch_articles(keys)
    name_topics(articles)
    return articles


def fetch_articles(keys: Sequence[int]) -> list[ArticlePage]:
    """The articles with these keys, in this order, each with its source."""
    from news.models import ArticlePage  # It knows this module.

    found = ArticlePage.objects.only(*COLUMNS).in_bulk(keys)
    articles = [found[key] for key in keys if key in found]
    name_sources(articles)
    return articles


def name_sources(articles: Sequence[ArticlePage]) -> None:
    """Give each article its source out of memory."""
    sources = catalogue.sources()
    for article in articles:
        # Unknown only where a process has not heard yet of a source made just now.
        if article.source_id in sources:
            article.source = sources[article.source_id]


def name_topics(articles: Sequence[ArticlePage]) -> None:
    """Give each article its topics out of memory; which ones takes a query for all of them."""
    from news.models import ArticlePage  # It knows this module.

    topics = catalogue.topics()
    links = ArticlePage.topics.through.objects.filter(
        articlepage_id__in=[article.pk for article in articles]
    )
    topics_of = defaultdict(set)
    for article_id, topic_id in links.values_list("articlepage_id", "topic_id"):
        topics_of[article_id].add(topic_id)
    for article in articles:
        own = topics_of[article.pk]
        article.listed_topics = [topic for key, topic in topics.items() if key in own]


def fetch_picture(article: ArticlePage) -> None:
    """Fetch the article's picture with all its sizes, for the one that shows it."""
    fetch_renditions([article.image])
