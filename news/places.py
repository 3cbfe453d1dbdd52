"""What the desk shows on other apps' pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.template import Context
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString
from wagtail.models import Site

from core.memory import remember
from core.places import contribute
from news import catalogue
from news.counts import Counts
from news.filters import Filters
from news.models import ArticlePage, NewsDeskPage
from news.rows import fetch_picture, fetch_rows

if TYPE_CHECKING:
    from members.access import Reader

LATEST = 6
# So many topics of a desk are named in the site map: those with the most articles.
TOPICS = 40


@contribute("home.latest")
def latest_articles(context: Context) -> SafeString:
    """The newest articles of all desks of the site that this visitor may read."""
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return SafeString("")
    newest = (
        ArticlePage.objects.published()
        .filter(path__startswith=site.root_page.path)
        .visible_to(request.user)
        .newest_first()
    )
    articles = fetch_rows(list(newest.values_list("pk", flat=True)[:LATEST]))
    if articles:
        fetch_picture(articles[0])
    return render_to_string("news/parts/latest.html", {"articles": articles}, request=request)


@contribute("site_map.below")
def ways_into_desk(context: Context) -> SafeString:
    """In the site map below a desk: the topics of its articles, and the feeds."""
    entry, request = context["entry"], context["request"]
    if entry.type != ContentType.objects.get_for_model(NewsDeskPage).pk:
        return SafeString("")
    desk = remember(("site map", "desk", entry.key), lambda: NewsDeskPage.objects.get(pk=entry.key))
    parts = {
        "topics": list(_topics_of(desk, entry.url, request.user)),
        "feeds": f"{entry.url}feed/" if entry.is_open_to_everyone else "",
    }
    return render_to_string("news/parts/site_map_below.html", parts)


def _topics_of(desk: NewsDeskPage, url: str, reader: Reader) -> Iterator[tuple[str, str]]:
    """Address and name of the topics that the reader finds articles of on the desk."""
    numbers = Counts(desk, reader).topics(Filters())
    known = {key: topic for key, topic in catalogue.topics().items() if numbers.get(key)}
    most = set(sorted(known, key=lambda key: -numbers[key])[:TOPICS])
    for key, topic in known.items():
        if key in most:
            yield iri_to_uri(url + topic.path_below_desk), topic.name
