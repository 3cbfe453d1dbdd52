"""Desks with their lists, articles, and what is news, for search engines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urljoin

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language

from core.memory import remember
from core.organisations import identity_of
from core.sitemaps import Listed, ListSitemap, NewsEntry, PageSitemap, section
from core.sites import address_maker
from core.xml import without_forbidden
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from news.querysets import ArticleQuerySet

# As long as Google News takes an article for news, in days; and as many of them as it takes.
NEWS_DAYS = 2
NEWS_LENGTH = 1_000


@section("desks")
class Desks(ListSitemap):
    """Each desk and its lists of topics and sources, as far as anything is in them."""

    def items(self) -> list[Listed]:
        """All of them. When a list changed is not told: that would take a look at every article."""
        return remember(("sitemap", "desks", self.site.pk), lambda: list(self._read()))

    def _read(self) -> Iterator[Listed]:
        desks = NewsDeskPage.objects.filter(path__startswith=self.site.root_page.path).published()
        address = address_maker(self.site)
        for desk in desks.visible_to(AnonymousUser()).order_by("pk"):
            url = address(desk.url_path)
            articles = ArticlePage.objects.on_desk(desk).published().visible_to(AnonymousUser())
            yield Listed(url)
            topics = Topic.objects.filter(Exists(articles.filter(topics=OuterRef("pk"))))
            sources = Source.objects.filter(Exists(articles.filter(source=OuterRef("pk"))))
            lists: list[Topic | Source] = [*topics, *sources]
            for named in lists:
                yield Listed(urljoin(url, iri_to_uri(named.path_below_desk)))


@section("articles")
class Articles(PageSitemap):
    """All articles."""

    name = "articles"

    def pages(self) -> ArticleQuerySet:
        """Those that everybody may read."""
        articles = ArticlePage.objects.filter(path__startswith=self.site.root_page.path)
        return articles.published().visible_to(AnonymousUser())


@section("news")
class News(ListSitemap):
    """Articles shared today or yesterday, in the form of Google News."""

    def items(self) -> list[Listed]:
        """The newest first."""
        since = timezone.localdate() - datetime.timedelta(days=NEWS_DAYS - 1)
        articles = Articles(self.site).pages().filter(shared_on__gte=since)
        rows = articles.newest_first().values_list(
            "url_path", "last_published_at", "shared_on", "title"
        )
        address = address_maker(self.site)
        name = without_forbidden(identity_of(self.site).name)
        language = (get_language() or "en").partition("-")[0]
        return [
            Listed(
                address(url_path),
                changed,
                NewsEntry(name, language, day, without_forbidden(title)),
            )
            for url_path, changed, day, title in rows[:NEWS_LENGTH]
        ]
