"""Where Wagtail asks before it serves a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.models import Page

from members.access import may_read, restrictions_on
from members.refusals import refuse
from members.viewsets import AssignRoleWithinReach, DeleteWithinReach, SetActiveStateWithinReach

Serve = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponseBase]


@hooks.register("on_serve_page", order=-100)
def serve_to_readers_only(serve_page: Serve) -> Serve:
    """Decide by our rule before Wagtail's own check runs, which knows nothing of editors.

    Nothing that depends on who asks may end up in a shared cache.
    """

    def serve(
        page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        if not restrictions_on(page):
            return serve_page(page, request, args, kwargs)
        if not may_read(request.user, page):
            return refuse(request)
        page.restrictions_are_met = True
        response = serve_page(page, request, args, kwargs)
        add_never_cache_headers(response)
        return response

    return serve


# After Wagtail's own, whose places they take.
for action in (AssignRoleWithinReach, DeleteWithinReach, SetActiveStateWithinReach):
    hooks.register("register_bulk_action", action, order=10)
