"""What search engines are told about an article (schema.org, as JSON-LD).

We share the article, we did not write it: ours is a NewsArticle that is *based on* the original,
whose author and publisher are named there. The source's date is given only as precise as known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from news.models import ArticlePage

HEADLINE_LENGTH = 110


def article_as_json_ld(
    article: ArticlePage, request: HttpRequest | None, publisher: str
) -> dict[str, Any]:
    """The article as schema.org's NewsArticle, shared by the named publisher."""
    url = article.get_full_url(request) or ""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:HEADLINE_LENGTH],
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": article.shared_on.isoformat(),
        "isAccessibleForFree": not article.restrictions,
        "publisher": {"@type": "Organization", "name": publisher},
        "isBasedOn": _original(article),
    }
    if article.last_published_at:
        data["dateModified"] = article.last_published_at.isoformat(timespec="seconds")
    if article.summary:
        data["description"] = article.summary
    if article.listed_topics:
        data["about"] = [topic.name for topic in article.listed_topics]
    return data


def _original(article: ArticlePage) -> dict[str, Any]:
    original: dict[str, Any] = {
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
