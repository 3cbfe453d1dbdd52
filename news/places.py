"""What the desk shows on other apps' pages."""

from __future__ import annotations

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Site

from core.places import contribute
from news.models import ArticlePage
from news.rows import fetch_picture, fetch_rows

LATEST = 6


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
