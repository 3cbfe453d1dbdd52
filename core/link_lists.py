"""Lists of links that fill themselves, for menus: topics, the latest articles.

The app that knows the things registers how to list them; the app that shows them (navigation) does
not know it. From a module that the app's AppConfig.ready imports:

    @fills("news.topics", label=_("Topics"))
    def topics(site, user, most): return [Link(topic.name, ...), ...]

What a function returns is remembered for everybody who may read the same, until anything changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page, Site

from core.sites import share_site_root_paths

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads. `path` is the page's tree path, by which the current page is known."""

    label: str
    url: str
    description: str = ""
    path: str = ""


def link_to(page: Page, site: Site) -> Link:
    """A link to a page, as the site writes its address."""
    url = share_site_root_paths(page).get_url(current_site=site)
    return Link(page.title, url or "", path=page.path)


Filler = Callable[[Site, Any, int], Sequence[Link]]


@dataclass(frozen=True)
class LinkList:
    """A list that an administrator can put into a menu."""

    name: str
    label: str | _StrPromise
    fill: Filler


_lists: dict[str, LinkList] = {}


def fills(name: str, *, label: str | _StrPromise) -> Callable[[Filler], Filler]:
    """Register a function that returns at most so many links that this person may follow.

    The name is stored in menus and must not change.
    """

    def register(function: Filler) -> Filler:
        _lists[name] = LinkList(name, label, function)
        return function

    return register


def link_list(name: str) -> LinkList | None:
    """The list of this name; None where its app is gone."""
    return _lists.get(name)


def link_lists() -> list[LinkList]:
    """All lists there are."""
    return list(_lists.values())


def withdraw(name: str) -> None:
    """Take a list back."""
    _lists.pop(name, None)
