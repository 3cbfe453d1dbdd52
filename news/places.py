"""What the desk shows on other apps' pages."""

from __future__ import annotations

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Site

from core.places import contribute
from news.models import ArticlePage

LATEST = 6


@contribute("home.latest")
def latest_articles(context: Context) -> SafeString:
    """The newest articles of all desks of the site that this visitor may read."""
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return SafeString("")
    articles = (
        ArticlePage.objects.published()
        .filter(path__startswith=site.root_page.path)
        .visible_to(request.user)
        .newest_first()
        .for_listing()[:LATEST]
    )
    return render_to_string("news/parts/latest.html", {"articles": list(articles)}, request=request)
