"""What is answered to whoever may not read what they ask for."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from wagtail.wagtail_hooks import require_wagtail_login


def refuse(request: HttpRequest) -> HttpResponseBase:
    """Ask to sign in, and lead back afterwards. Raises PermissionDenied where that has been done.

    Signing in again would not help then, and asking for it would lead round in a circle.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    response = require_wagtail_login(next=request.get_full_path())
    add_never_cache_headers(response)
    return response
