"""What the desk registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages

# Each part of the desk registers its own.
from news.corrections import wagtail_hooks as _corrections  # noqa: F401 -- registers
from news.disclaimers import wagtail_hooks as _disclaimers  # noqa: F401 -- registers
from news.merging import wagtail_hooks as _merging  # noqa: F401 -- registers
from news.overview import wagtail_hooks as _overview  # noqa: F401 -- registers
from news.overview.calendar import wagtail_hooks as _calendar  # noqa: F401 -- registers
from news.reports import wagtail_hooks as _reports  # noqa: F401 -- registers
from news.review import wagtail_hooks as _review  # noqa: F401 -- registers
from news.review.guests import wagtail_hooks as _guests  # noqa: F401 -- registers
from news.viewsets import NewsDeskViewSetGroup
from news.writing import wagtail_hooks as _writing  # noqa: F401 -- registers

# Of what cannot be deleted; whoever chose all of a long list need not read them all.
NAMED_AT_MOST = 5


@hooks.register("register_admin_viewset")
def register_news_desk() -> Any:
    """The menu entry "News Desk" with all that belongs to it."""
    return NewsDeskViewSetGroup()


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Say why a source, topic or disclaimer stays, instead of failing half-way."""
    used = [instance for instance in instances if getattr(instance, "is_in_use", False)]
    for instance in used[:NAMED_AT_MOST]:
        messages.error(
            request,
            _("“%(name)s” is in use on the desk and cannot be deleted. Its usage says where.")
            % {"name": instance},
        )
    if len(used) > NAMED_AT_MOST:
        more = len(used) - NAMED_AT_MOST
        messages.error(
            request,
            ngettext(
                "%(number)d more is in use. Nothing was deleted.",
                "%(number)d more are in use. Nothing was deleted.",
                more,
            )
            % {"number": more},
        )
    return redirect(used[0].snippet_viewset.get_url_name("list")) if used else None
