"""What core registers with Wagtail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.addresses import is_reserved, reserved_message
from core.dashboard import REPLACED, panels_for
from core.memory import forget
from core.rich_text import DeskDocumentLinkHandler, DeskPageLinkHandler
from core.simultaneous import keep_from_publishing, tell_of_other_version

Serve = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponseBase]


@hooks.register("register_rich_text_features", order=10)
def register_links(features: FeatureRegistry) -> None:
    """Our handlers take the places of Wagtail's."""
    features.register_link_type(DeskPageLinkHandler)
    features.register_link_type(DeskDocumentLinkHandler)


@hooks.register("insert_global_admin_js")
def save_carefully() -> str:
    """In every form of the admin: texts are written in many of them."""
    return format_html('<script src="{}"></script>', versioned_static("core/careful-saves.js"))


@hooks.register("construct_homepage_panels", order=100)
def show_our_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Those that apps registered, in place of Wagtail's that ask for too much."""
    panels[:] = [each for each in panels if not isinstance(each, REPLACED)]
    panels += panels_for(request.user)


@hooks.register("construct_homepage_summary_items", order=100)
def leave_number_of_pages_out(request: HttpRequest, items: list[Component]) -> None:
    """It counts every page there is, and says little to anybody."""
    items[:] = [each for each in items if not isinstance(each, PagesSummaryItem)]


@hooks.register("before_move_page")
def refuse_move_to_reserved_address(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """A page keeps its slug when it moves; the new parent may keep that for itself."""
    if not is_reserved(page.slug, destination):
        return None
    messages.error(request, reserved_message(page.slug))
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_bulk_action")
def refuse_moves_to_reserved_addresses(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once: all move, or none."""
    if action_type != "move":
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    reserved = [page.slug for page in objects if is_reserved(page.slug, destination)]
    for slug in reserved:
        messages.error(request, reserved_message(slug))
    return redirect(action.next_url) if reserved else None


@hooks.register("after_bulk_action")
def forget_after_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    """Some change many rows with one statement, which no signal tells of: a document's collection.

    Called in the action's transaction.
    """
    forget()


hooks.register("before_publish_page", keep_from_publishing)
hooks.register("after_edit_page", tell_of_other_version)


@hooks.register("on_serve_page", order=1000)
def answer_as_routed(serve_page: Serve) -> Serve:
    """Answer with what the page's route names instead of the page: a feed of it, its plain text.

    The last link of the chain: whoever may not read the page never comes here.
    """

    def serve(
        page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        answer = kwargs.get("answer")
        return answer(request) if answer else serve_page(page, request, args, kwargs)

    return serve
