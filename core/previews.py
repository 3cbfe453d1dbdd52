"""Show what is not public yet (a menu, the organisation's identity) on a real page of the site.

The thing's `full_url` is that page's address, so that Wagtail makes the request for it; its
`serve_preview` puts itself on the request, where those who show it look first:

    def serve_preview(self, request, mode_name):
        request.previewed_identity = ...
        return serve_page(request, page)
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page


def serve_page(request: HttpRequest, page: Page) -> HttpResponseBase:
    """The page as readers get it. Whether this person may read it, the caller has asked."""
    specific: Any = page.specific
    return specific.serve(request)
