"""What holds for every answer under /account/."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers


class UnkeptAnswersMiddleware:
    """Have nobody keep a page of somebody's account, nor a redirect or a refusal there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(reverse("members:account")):
            add_never_cache_headers(response)
        return response
