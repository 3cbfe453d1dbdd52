"""A visit that nobody makes: what anybody may see, for the worker and for machines."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.models import Site

from core.sites import prime


def anonymous_request(site: Site, path: str = "/") -> HttpRequest:
    """A request for an address of the site by somebody who is not signed in."""
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request.user = AnonymousUser()
    request.is_preview = False  # type: ignore[attr-defined]  # Wagtail puts it there
    prime(request)
    return request
