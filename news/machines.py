"""What stands below a desk for programs: feeds, and each article's plain text.

Found by the desk's own routing and served by Wagtail's, so that whoever may not read the desk or
the article is turned away before anything here is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from core.organisations import identity_of

if TYPE_CHECKING:
    from news.models import ArticlePage, NewsDeskPage


def route_to_feed(desk: NewsDeskPage, where: list[str], form: str) -> RouteResult:
    """The feed at `<where>/feed/<form>/`. Raises Http404 where there is none."""
    from news.feeds import feed_at  # It knows the models, which name this module.

    return RouteResult(desk, kwargs={"answer": feed_at(desk, where, form)})


def route_to_plain_version(route: RouteResult) -> RouteResult:
    """The plain text of the article that this route leads to."""
    article = route.page
    return RouteResult(article, kwargs={"answer": lambda request: _plain_version(article, request)})


def _plain_version(article: ArticlePage, request: HttpRequest) -> HttpResponse:
    from news.plain_version import article_in_markdown  # Likewise.

    url = article.get_full_url(request) or ""
    publisher = identity_of(Site.find_for_request(request)).name
    return HttpResponse(
        article_in_markdown(article, url, publisher),
        content_type="text/markdown; charset=utf-8",
        headers={
            "Link": f'<{url}>; rel="canonical"',
            # The page itself is what is to be found.
            "X-Robots-Tag": "noindex",
        },
    )
