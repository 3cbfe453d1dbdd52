"""What a feed tells of its articles, whatever its format."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Enclosure
from wagtail.images.models import Filter
from wagtail.rich_text import expand_db_html

from core.body import prepare_bodies
from core.memory import remember
from core.models import DeskImage
from core.portable_html import portable_html
from core.sites import share_site_root_paths
from news.counts import Counts, is_rare
from news.models import ArticlePage, DisclaimerWording, NewsDeskPage, Source, Topic
from news.models.corrections import fetch_told
from news.plain_version import article_in_words, source_line
from news.structured_data import PICTURE

if TYPE_CHECKING:
    from members.access import Reader

LENGTH = 20


@dataclass(frozen=True)
class Entry:
    """An article in a feed; all addresses are whole, all HTML is for readers elsewhere."""

    key: str
    url: str
    title: str
    html: str
    text: str
    full: bool
    published: datetime.datetime
    updated: datetime.datetime
    summary: str
    original: str
    source_name: str
    source_url: str
    author: str
    topics: tuple[str, ...]
    picture: Enclosure | None


def newest_articles(
    desk: NewsDeskPage,
    topic: Topic | None = None,
    source: Source | None = None,
    reader: Reader | None = None,
) -> list[ArticlePage]:
    """The newest that the reader may read; without one, that everybody may read."""
    reader = reader or AnonymousUser()
    articles = ArticlePage.objects.on_desk(desk).published().visible_to(reader)
    if topic:
        articles = articles.by_topic(topic, is_rare=is_rare(topic, Counts(desk, reader)))
    if source:
        articles = articles.by_source(source)
    # Keys first, as the lists of pages do (news.listing).
    keys = list(articles.newest_first().values_list("pk", flat=True)[:LENGTH])
    shown = ArticlePage.objects.select_related("source", "image").with_wordings()
    if not desk.feeds_in_full:
        shown = shown.defer("body", "plain_text")
    by_key = shown.prefetch_related("topics", "image__renditions").in_bulk(keys)
    found = [by_key[key] for key in keys if key in by_key]
    fetch_told(found)
    for article in found:
        article._cached_parent_obj = desk
        share_site_root_paths(article)
    return found


def entries_of(
    desk: NewsDeskPage, articles: list[ArticlePage], request: HttpRequest
) -> list[Entry]:
    """The entries of these articles. `request` is nobody's: what it may see, everybody may."""
    if desk.feeds_in_full:
        prepare_bodies([article.body for article in articles])
        for article in articles:
            article.tell_blocks()
    return [_entry(article, request, full=desk.feeds_in_full) for article in articles]


def _entry(article: ArticlePage, request: HttpRequest, *, full: bool) -> Entry:
    url = article.get_full_url(request) or ""
    published = _moment_of_sharing(article)
    return Entry(
        key=f"urn:uuid:{article.translation_key}",
        url=url,
        title=article.title,
        html=_html(article, request, url, full=full),
        text=article_in_words(article, full=full),
        full=full,
        published=published,
        updated=max(published, article.last_published_at or published),
        summary=article.summary,
        original=iri_to_uri(article.source_url),
        source_name=article.source.name if article.source else "",
        source_url=iri_to_uri(article.source.url) if article.source else "",
        author=article.source_author,
        topics=tuple(topic.name for topic in article.listed_topics),
        picture=_picture(article.image, url),
    )


def _moment_of_sharing(article: ArticlePage) -> datetime.datetime:
    """The day it is shared on; with the time of day where it was published that day."""
    first = article.first_published_at
    if first and timezone.localdate(first) == article.shared_on:
        return first
    return timezone.make_aware(datetime.datetime.combine(article.shared_on, datetime.time.min))


def _html(article: ArticlePage, request: HttpRequest, url: str, *, full: bool) -> str:
    context: dict[str, Any] = {
        "article": article,
        "url": url,
        "source_line": source_line(article),
        "body": None,
    }
    if full:
        context["body"] = article.body.render_as_block({"request": request})
        wording = article.wording
        context["wording"] = wording_as_html(wording) if wording else ""
    return portable_html(render_to_string("news/feeds/entry.html", context), url)


def wording_as_html(wording: DisclaimerWording) -> str:
    """A disclaimer's wording with its links, which is the same under many articles."""
    return remember(("wording as HTML", wording.pk), lambda: expand_db_html(wording.text))


def _picture(image: DeskImage | None, url: str) -> Enclosure | None:
    """The article's picture, once the worker has made the size that every reader can show."""
    if image is None:
        return None
    for rendition in image.find_existing_renditions(Filter(spec=PICTURE)).values():
        try:
            size = rendition.file.size
        except OSError:
            # Its file is lost; the feed goes without.
            return None
        return Enclosure(urljoin(url, rendition.url), str(size), "image/jpeg")
    return None
