"""The menus of a site as a visitor sees them, remembered ready-made.

A warm process makes no query and runs no template for them: what is remembered is the finished HTML
in pieces, between which the marks of the current page are put.
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from core.closures import paths_from_root
from core.memory import remember
from core.veils import with_addresses_veiled
from members.visitors import visitor_of
from navigation.entries import Entry, read_entries
from navigation.models import Menu
from navigation.models.menus import Place
from navigation.nodes import Node, Onlooker, nodes_for
from navigation.targets import Targets, fetch_targets

# Stands in the HTML where a mark may come; nobody can write it into a label.
_SIGN = secrets.token_hex(8)
_MARK = re.compile(rf"{_SIGN}-(\d+);")

CURRENT = SafeString(' aria-current="page"')
ABOVE_CURRENT = SafeString(' aria-current="true"')


@dataclass(frozen=True)
class SiteMenus:
    """The published menus of a site and what they lead to, for whoever looks."""

    entries: Mapping[str, tuple[Entry, ...]]
    names: Mapping[str, str]
    targets: Targets


@dataclass
class ShownMenu:
    """A menu as everybody of an audience sees it."""

    nodes: tuple[Node, ...] = ()
    _pieces: tuple[str, ...] = ("",)
    _by_url: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_path: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _group_of: dict[int, int] = field(default_factory=dict)

    def html(self, url: str, path: str) -> SafeString:
        """The menu on the page at this address that has this place in the tree of pages."""
        marks: dict[int, str] = {}
        for above in paths_from_root(path):
            marks |= dict.fromkeys(self._by_path.get(above, ()), ABOVE_CURRENT)
        marks |= dict.fromkeys(self._by_url.get(url, ()), CURRENT)
        for number in list(marks):
            if number in self._group_of:
                marks.setdefault(self._group_of[number], ABOVE_CURRENT)
        pieces = [
            marks.get(int(piece), "") if position % 2 else piece
            for position, piece in enumerate(self._pieces)
        ]
        return mark_safe("".join(pieces))  # noqa: S308 -- a template's output, escaped there


def menus_of(request: HttpRequest) -> Mapping[str, ShownMenu]:
    """The menus for the request's visitor, by their places; those for pages by their keys."""
    site = Site.find_for_request(request)
    if site is None:
        return {}
    visitor = visitor_of(request)
    shown = remember(
        ("menus shown", site.pk, visitor),
        lambda: _show_all(_site_menus(site), Onlooker(visitor, request.user, site)),
    )
    previewed: Menu | None = getattr(request, "previewed_menu", None)
    if previewed is None:
        return shown
    return {**shown, **_show_all(read_menus([previewed]), Onlooker(visitor, request.user, site))}


def key_of(menu: Menu) -> str:
    """What a menu is found by: its place, or its key where there may be several."""
    return f"{Place.BLOCK}-{menu.pk}" if menu.place == Place.BLOCK else menu.place


def read_menus(menus: Iterable[Menu]) -> SiteMenus:
    """These menus with all they lead to."""
    menus = list(menus)
    entries = {key_of(menu): read_entries(menu.entries.raw_data) for menu in menus}
    names = {key_of(menu): menu.name for menu in menus}
    everything = [entry for each in entries.values() for entry in each]
    return SiteMenus(entries, names, fetch_targets(everything))


def _site_menus(site: Site) -> SiteMenus:
    return remember(("menus", site.pk), lambda: read_menus(_published(site)))


def _published(site: Site) -> Iterable[Menu]:
    of_site = Menu.objects.filter(Q(site=site) | Q(place=Place.BLOCK), live=True)
    return of_site.only("pk", "place", "name", "entries").order_by()


def _show_all(menus: SiteMenus, onlooker: Onlooker) -> dict[str, ShownMenu]:
    return {
        key: _show(key, menus.names[key], nodes_for(entries, menus.targets, onlooker), onlooker)
        for key, entries in menus.entries.items()
    }


def _show(key: str, name: str, nodes: tuple[Node, ...], onlooker: Onlooker) -> ShownMenu:
    shown = ShownMenu(nodes)
    if not nodes:
        return shown
    home = onlooker.site.root_page.path
    for number, (node, group) in enumerate(_numbered(nodes)):
        node.mark = mark_safe(f"{_SIGN}-{number};")  # noqa: S308 -- see _SIGN
        if node.url:
            shown._by_url[node.url].append(number)
        # Every page is below the home page: being there is no news.
        if node.path and node.path != home:
            shown._by_path[node.path].append(number)
        if group is not None:
            shown._group_of[number] = group
    place = Place.BLOCK if key.startswith(Place.BLOCK) else key
    html = render_to_string(f"navigation/menus/{place}.html", {"nodes": nodes, "name": name})
    shown._pieces = tuple(_MARK.split(with_addresses_veiled(html)))
    return shown


def _numbered(nodes: Iterable[Node]) -> Iterator[tuple[Node, int | None]]:
    """Every node with the number of the group it stands in, in the order they are numbered."""
    number = 0
    for node in nodes:
        group = number
        yield node, None
        number += 1
        for child in node.nodes:
            yield child, group
            number += 1
