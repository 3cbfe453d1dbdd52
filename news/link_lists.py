"""Lists of topics and of the latest articles, for menus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.link_lists import Link, fills, link_to
from core.sites import share_site_root_paths
from news import catalogue
from news.counts import Counts
from news.filters import Filters
from news.models import ArticlePage, NewsDeskPage


@fills("news.topics", label=_("Topics with the most articles"))
def topics(site: Site, user: Any, most: int) -> Sequence[Link]:
    """Of the first desk this person may read, by their names; those without articles left out."""
    desks = NewsDeskPage.objects.live().filter(path__startswith=site.root_page.path)
    desk = desks.visible_to(user).order_by("path").first()
    if desk is None:
        return []
    numbers = Counts(desk, user).topics(Filters())
    largest = sorted(numbers, key=lambda key: (-numbers[key], key))[:most]
    here = share_site_root_paths(desk).get_url(current_site=site) or ""
    return [
        Link(topic.name, here + topic.path_below_desk)
        for key, topic in catalogue.topics().items()
        if key in largest
    ]


@fills("news.latest", label=_("Latest articles"))
def latest(site: Site, user: Any, most: int) -> Sequence[Link]:
    """The newest of all desks of the site."""
    articles = ArticlePage.objects.published().filter(path__startswith=site.root_page.path)
    found = articles.visible_to(user).newest_first().only("title", "path", "url_path", "shared_on")
    return [link_to(article, site) for article in found[:most]]
