"""What the desk answers at addresses that are no page's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.revalidation import revalidated
from news.llms import llms_text


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
