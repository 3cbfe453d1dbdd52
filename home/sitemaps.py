"""The home page and the standard pages, for search engines."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Page

from core.sitemaps import PageSitemap, section
from home.models import HomePage, StandardPage
from members.access import visible_to


@section("pages")
class StandardPages(PageSitemap):
    """Pages that are no articles."""

    name = "pages"

    def pages(self) -> QuerySet[Page]:
        """Those that everybody may read."""
        below = Page.objects.filter(path__startswith=self.site.root_page.path).live()
        return visible_to(below.type(HomePage, StandardPage), AnonymousUser())
