"""Articles and desks as pages to preview things on (core.previews)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from core.previews import stage
from news.models import ArticlePage, NewsDeskPage


@stage("article", _("Newest article"))
def newest_article(site: Site, user: Any) -> Page | None:
    """The article that the person would find first; None where there is none yet."""
    articles = ArticlePage.objects.filter(path__startswith=site.root_page.path).published()
    return articles.visible_to(user).newest_first().first()


@stage("desk", _("News Desk"))
def first_desk(site: Site, user: Any) -> NewsDeskPage | None:
    """The first desk of the site that the person may read."""
    desks = NewsDeskPage.objects.filter(path__startswith=site.root_page.path).published()
    return desks.visible_to(user).order_by("path").first()
