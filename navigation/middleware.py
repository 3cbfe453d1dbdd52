"""What happens to an address that is not found: a redirect answers it, or it is counted."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.cache import add_never_cache_headers
from wagtail.models import Site

from core.robots import is_robot
from members.access import is_open_to_everyone, may_learn_of
from members.hidden import is_for_hidden_page
from navigation.not_found.counting import count_not_found, is_private, path_of
from navigation.redirects.addresses import Place
from navigation.redirects.lookup import Answer, answer_to
from navigation.redirects.uses import count_use


class RedirectsMiddleware:
    """Takes the place of Wagtail's: one query instead of four, one hop, and it counts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._common = CommonMiddleware(lambda request: HttpResponse())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return self._instead_of(response, request) if response.status_code == 404 else response

    def _instead_of(self, response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
        site = Site.find_for_request(request)
        if site is None:
            return response
        address = request.get_full_path()
        path = path_of(address)
        answer = answer_to(Place(site.pk, address))
        is_counted = request.method in ("GET", "HEAD") and not is_robot(request)
        if answer is None:
            # With a slash at its end it may well be found: Django asks for that next.
            if (
                is_counted
                and not is_for_hidden_page(request)
                and not self._common.should_redirect_with_slash(request)
            ):
                count_not_found(path, site.pk)
            return response
        if answer.page and not may_learn_of(request.user, answer.page):
            # Where it stands now would already tell of it.
            if request.user.is_authenticated:
                raise PermissionDenied
            return response
        if is_counted and not is_private(path):
            count_use(answer.redirect_id)
        return _led(request, answer)


def _led(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """There; what depends on who asks is kept by nobody."""
    kind = HttpResponsePermanentRedirect if answer.is_permanent else HttpResponseRedirect
    response = kind(answer.link)
    if answer.page and not is_open_to_everyone(answer.page):
        add_never_cache_headers(response)
    return response
