"""Show what is not public yet (a menu, the organisation's identity) on a real page of the site.

The thing's `full_url` is that page's address, so that Wagtail makes the request for it; its
`serve_preview` puts itself on the request, where those who show it look first:

    def serve_preview(self, request, mode_name):
        request.previewed_identity = ...
        return serve_page(request, page)

Which pages there are to look at, the apps say that have them:

    @stage("article", _("An article"))
    def newest_article(site, user): return ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from wagtail.models import Page, Site

# Somebody with an account; what the person may read is asked of members, which core does not know.
Finder = Callable[[Site, Any], Page | None]


@dataclass(frozen=True)
class Stage:
    """A kind of page that things are previewed on; `find` gives one that the person may read."""

    name: str
    label: str | Promise
    find: Finder


_stages: dict[str, Stage] = {}


def stage(name: str, label: str | Promise) -> Callable[[Finder], Finder]:
    """Register a function that finds a page to preview on. They are offered in this order."""

    def register(find: Finder) -> Finder:
        _stages[name] = Stage(name, label, find)
        return find

    return register


def stages() -> list[tuple[str, str | Promise]]:
    """All stages' names and labels, as Wagtail's preview modes."""
    return [(each.name, each.label) for each in _stages.values()]


def page_on_stage(name: str, site: Site, user: Any) -> Page:
    """The page of this stage; the home page where there is none or no such stage."""
    known = _stages.get(name)
    page = known.find(site, user) if known else None
    return page or site.root_page


def serve_page(request: HttpRequest, page: Page) -> HttpResponseBase:
    """The page as readers get it. Whether this person may read it, the caller has asked."""
    specific: Any = page.specific
    return specific.serve(request)
