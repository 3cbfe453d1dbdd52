"""What the desk answers at addresses that are no page's."""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.media import IMMUTABLE, PRIVATE, file_response
from core.revalidation import revalidated
from members.access import may_read
from news.llms import llms_text
from news.models import ArticlePage, ShareImage


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """The site in a few lines, for programs that read."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return revalidated(
        request,
        lambda: HttpResponse(llms_text(site), content_type="text/markdown; charset=utf-8"),
    )


@require_safe
def share_image(request: HttpRequest, name: str) -> HttpResponseBase:
    """The picture made for sharing an article, for those who may read it while it is live."""
    article = _article_of(name)
    # Asked about the reader only where it matters: else nothing about the answer depends on them.
    if article is None or (article.restrictions and not may_read(request.user, article)):
        raise Http404
    try:
        return file_response(
            request,
            default_storage,
            f"share/{name}",
            etag=name,
            cache_control=PRIVATE if article.restrictions else IMMUTABLE,
        )
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error


def _article_of(name: str) -> ArticlePage | None:
    """The live article whose picture this is at present."""
    match = re.match(r"([0-9]{1,18})-", name)
    if match is None:
        return None
    known = ShareImage.objects.select_related("article").defer("article__body")
    found = known.filter(article=int(match[1]), file=f"share/{name}", article__live=True).first()
    return found.article if found else None
