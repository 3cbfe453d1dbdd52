"""Where Wagtail asks before it serves a page or a document."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPMethod
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import CollectionViewRestriction, Page, Site
from wagtail.wagtail_hooks import require_wagtail_login

from core.files_shown import may_have
from core.models import BasePage, DeskDocument
from members.access import is_open_to_everyone, may_read
from members.files import log_actions
from members.files import urls as files_urls
from members.membership import wagtail_hooks  # noqa: F401 -- registered by being imported
from members.page_views import who_reads_page
from members.refusals import refuse
from members.told import offer_only_told
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
        if is_open_to_everyone(page):
            return serve_page(page, request, args, kwargs)
        if _may_read(request, page):
            page.restrictions_are_met = True
            response = serve_page(page, request, args, kwargs)
        else:
            response = _answer_to_outsider(page, request, kwargs)
        add_never_cache_headers(response)
        return response

    return serve


@hooks.register("before_serve_page", order=-100)
def tell_readers_only_what_may_be_done(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> None:
    """Keep Wagtail's answers to other methods (OPTIONS: allowed; PUT: not) from telling of a page.

    They are given before a page is served.
    """
    is_for_serving = request.method in (HTTPMethod.GET, HTTPMethod.HEAD)
    if not is_for_serving and not _may_read(request, page):
        refuse(request)


def _may_read(request: HttpRequest, page: Page) -> bool:
    """Without a query for a visitor: a page that is there takes no longer than one that is not."""
    if is_open_to_everyone(page):
        return True
    return request.user.is_authenticated and may_read(request.user, page)


def _answer_to_outsider(
    page: Page, request: HttpRequest, kwargs: dict[str, Any]
) -> HttpResponseBase:
    """What the page itself has for them; the sign-in page for a whole site; else a refusal."""
    answer = page.answer_to_outsider(request, kwargs) if isinstance(page, BasePage) else None
    if answer is not None:
        return answer
    if not request.user.is_authenticated and _is_front_page(page, request):
        # That a site has one is no secret.
        return require_wagtail_login(next=request.get_full_path())
    refuse(request)


def _is_front_page(page: Page, request: HttpRequest) -> bool:
    site = Site.find_for_request(request)
    return site is not None and site.root_page_id == page.pk


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Putting files where they fit a page; who can read a page, asked again by its form."""
    return [
        path("files/fit/", include(files_urls)),
        path("pages/<int:page_id>/who-reads/", who_reads_page, name="members_who_reads"),
    ]


@hooks.register("insert_editor_js")
def keep_saying_who_reads() -> str:
    """In the forms of pages."""
    return format_html('<script src="{}"></script>', versioned_static("members/who-reads.js"))


@hooks.register("before_serve_document", order=-100)
def serve_document_to_readers_only(document: DeskDocument, request: HttpRequest) -> None:
    """Decide by our rule before Wagtail's own check runs, which knows nothing of editors."""
    if not may_have(document, request):
        raise Http404
    # Met by now; Wagtail's check asks the collection for what is left to check.
    document.collection.get_view_restrictions = CollectionViewRestriction.objects.none


hooks.register("construct_page_chooser_queryset", offer_only_told)
hooks.register("register_log_actions", log_actions.register)

# After Wagtail's own, whose places they take.
for action in (AssignRoleWithinReach, DeleteWithinReach, SetActiveStateWithinReach):
    hooks.register("register_bulk_action", action, order=10)
