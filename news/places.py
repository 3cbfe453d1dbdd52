"""What the desk shows on other apps' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Site

from core.memory import remember
from core.places import contribute
from members.visitors import visitor_of
from news.counts import largest_topics
from news.models import ArticlePage, NewsDeskPage, Topic
from news.rows import fetch_picture, fetch_rows
from news.teasers import mark_teasers

if TYPE_CHECKING:
    from members.access import Reader

LATEST = 6
# So many topics of a desk are named in the site map: those with the most articles.
TOPICS = 40


@contribute("home.latest")
def latest_articles(context: Context) -> SafeString:
    """The newest articles of all desks of the site that this visitor may see."""
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return SafeString("")
    newest = (
        ArticlePage.objects.published()
        .filter(path__startswith=site.root_page.path)
        .shown_to(request.user)
        .newest_first()
    )
    articles = fetch_rows(list(newest.values_list("pk", flat=True)[:LATEST]))
    mark_teasers(articles, visitor_of(request))
    if articles and not articles[0].is_teaser:
        fetch_picture(articles[0])
    return render_to_string("news/parts/latest.html", {"articles": articles}, request=request)


@contribute("site_map.below")
def ways_into_desk(context: Context) -> SafeString:
    """In the site map below a desk: the topics of its articles, and the feeds."""
    entry, request = context["entry"], context["request"]
    if entry.type != ContentType.objects.get_for_model(NewsDeskPage).pk:
        return SafeString("")
    key = ("site map", "topics", entry.key, visitor_of(request))
    parts = {
        "topics": remember(key, lambda: _topics_of(entry.key, request.user)),
        "url": entry.url,
        "feeds": f"{entry.url}feed/" if entry.is_open_to_everyone else "",
    }
    return render_to_string("news/parts/site_map_below.html", parts)


def _topics_of(desk_key: int, reader: Reader) -> list[Topic]:
    """Those that the reader finds articles about on the desk."""
    return largest_topics(NewsDeskPage.objects.get(pk=desk_key), reader, TOPICS)
