"""Lists of topics and of the latest articles, for menus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.link_lists import Link, fills, link_to
from news.counts import largest_topics
from news.models import ArticlePage
from news.previews import first_desk


@fills("news.topics", label=_("Topics with the most articles"))
def topics(site: Site, user: Any, most: int) -> Sequence[Link]:
    """Of the first desk this person may read, by their names; those without articles left out."""
    desk = first_desk(site, user)
    if desk is None:
        return []
    here = link_to(desk, site).url
    return [
        Link(topic.name, here + topic.path_below_desk) for topic in largest_topics(desk, user, most)
    ]


@fills("news.latest", label=_("Latest articles"))
def latest(site: Site, user: Any, most: int) -> Sequence[Link]:
    """The newest of all desks of the site."""
    articles = ArticlePage.objects.published().filter(path__startswith=site.root_page.path)
    found = articles.visible_to(user).newest_first().only("title", "path", "url_path", "shared_on")
    return [link_to(article, site) for article in found[:most]]
