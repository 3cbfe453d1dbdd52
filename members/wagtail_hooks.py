"""Where Wagtail asks before it serves a page or a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLResolver, include, path
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.models import CollectionViewRestriction, Page
from wagtail.wagtail_hooks import require_wagtail_login

from core.files_shown import may_have
from core.models import DeskDocument
from members.access import may_read, restrictions_on
from members.files import log_actions
from members.files import urls as files_urls
from members.membership import wagtail_hooks  # noqa: F401 -- registered by being imported
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
        if may_read(request.user, page):
            page.restrictions_are_met = True
            response = serve_page(page, request, args, kwargs)
        elif request.user.is_authenticated:
            # Signing in again would not help, and asking for it would lead round in a circle.
            raise PermissionDenied
        else:
            response = require_wagtail_login(next=request.get_full_path())
        add_never_cache_headers(response)
        return response

    return serve


@hooks.register("before_serve_document", order=-100)
def serve_document_to_readers_only(document: DeskDocument, request: HttpRequest) -> None:
    """Decide by our rule before Wagtail's own check runs, which knows nothing of editors."""
    if not may_have(document, request):
        raise Http404
    # Met by now; Wagtail's check asks the collection for what is left to check.
    document.collection.get_view_restrictions = CollectionViewRestriction.objects.none


@hooks.register("register_admin_urls")
def register_files() -> list[URLResolver]:
    """Putting files where they fit a page."""
    return [path("files/fit/", include(files_urls))]


hooks.register("register_log_actions", log_actions.register)

# After Wagtail's own, whose places they take.
for action in (AssignRoleWithinReach, DeleteWithinReach, SetActiveStateWithinReach):
    hooks.register("register_bulk_action", action, order=10)
