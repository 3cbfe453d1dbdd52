"""What the desk registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

# Each part of the desk registers its own.
from news.disclaimers import wagtail_hooks as _disclaimers  # noqa: F401 -- registers
from news.reports import wagtail_hooks as _reports  # noqa: F401 -- registers
from news.review import wagtail_hooks as _review  # noqa: F401 -- registers
from news.viewsets import NewsDeskViewSetGroup


@hooks.register("register_admin_viewset")
def register_news_desk() -> Any:
    """The menu entry "News Desk" with all that belongs to it."""
    return NewsDeskViewSetGroup()


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Say why a source or a disclaimer stays, instead of failing half-way."""
    used = [instance for instance in instances if getattr(instance, "is_in_use", False)]
    for instance in used:
        messages.error(
            request,
            _("“%(name)s” is in use on the desk and cannot be deleted. Its usage says where.")
            % {"name": instance},
        )
    return redirect(used[0].snippet_viewset.get_url_name("list")) if used else None
