"""Entries of menus that are left out, or kept from some, and why; which menus lead to a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.closures import closures, paths_from_root
from core.link_lists import link_list
from members.visitors import NOBODY, Audience, Visitor, as_visitor
from navigation.blocks import GROUP
from navigation.entries import Entry, read_entries, walk
from navigation.models import Menu
from navigation.targets import DocumentTarget, PageTarget, Targets, fetch_targets

if TYPE_CHECKING:
    from members.access import Reader


@dataclass(frozen=True)
class Fault:
    """An entry that some or all visitors do not see although its menu has it."""

    menu: Menu
    label: str
    reason: str
    # Whether nobody sees it; otherwise only those whom its page or document is kept from do not.
    is_lost: bool = True


def faults_of(menus: Iterable[Menu], user: Reader) -> list[Fault]:
    """What is not shown of these menus, in their order, as this person may know it.

    A handful of queries for all of them.
    """
    read = [(menu, read_entries(menu.entries.raw_data)) for menu in menus]
    targets = fetch_targets([entry for _menu, entries in read for entry in entries])
    groups = set(Group.objects.values_list("pk", flat=True))
    visitor = as_visitor(user)
    return [
        fault
        for menu, entries in read
        for entry in walk(entries)
        if (fault := _fault(menu, entry, targets, groups, visitor))
    ]


def _fault(
    menu: Menu, entry: Entry, targets: Targets, groups: Collection[int], visitor: Visitor
) -> Fault | None:
    page, document = targets.page(entry), targets.document(entry)
    label = _label(entry, page, document, visitor)
    if _audience_is_gone(entry, groups):
        return Fault(menu, label, _("The group it was meant for has been deleted."))
    if reason := _reason(menu, entry, page, targets):
        # A group that has a name of its own is shown without its page.
        is_shown = entry.kind == "group" and bool(entry.label and entry.entries)
        return Fault(menu, label, reason, is_lost=not is_shown)
    if page and not closures().is_open(Page(path=page.path)):
        return Fault(menu, label, _("The page is for certain groups only."), is_lost=False)
    if document and not document.is_open_to(NOBODY):
        return Fault(menu, label, _("The document's collection is private."), is_lost=False)
    return None


def _label(
    entry: Entry, page: PageTarget | None, document: DocumentTarget | None, visitor: Visitor
) -> str:
    if entry.label:
        return entry.label
    if page and not _may_know(page, visitor):
        return _("(a page you may not see)")
    if target := page or document:
        return target.title
    return entry.target if isinstance(entry.target, str) else _("(without a label)")


def _may_know(page: PageTarget, visitor: Visitor) -> bool:
    may_edit = visitor.may_edit(page.path, page.owner)
    return may_edit or (page.is_live and page.is_open_to(visitor))


def _audience_is_gone(entry: Entry, groups: Collection[int]) -> bool:
    if not entry.audience.startswith(GROUP):
        return entry.audience not in Audience.values
    key = entry.audience.removeprefix(GROUP)
    return not (key.isdecimal() and int(key) in groups)


def _reason(menu: Menu, entry: Entry, page: PageTarget | None, targets: Targets) -> str:
    """Why nobody sees the entry; empty where that is not so."""
    match entry.kind:
        case "group" if entry.target is None:
            return "" if entry.entries else _("The group is empty.")
        case "page" | "group":
            return _page_reason(menu, page)
        case "document" if targets.document(entry) is None:
            return _("The document has been deleted.")
        case "list" if link_list(str(entry.target)) is None:
            return _("There is no such list any more.")
    return ""


def _page_reason(menu: Menu, page: PageTarget | None) -> str:
    if page is None:
        return _("The page has been deleted.")
    if page.has_expired:
        return _("The page has expired.")
    if not page.is_live:
        return _("The page is not published.")
    if page.url(menu.site) is None:
        return _("The page belongs to no site.")
    return ""


@dataclass(frozen=True)
class Mention:
    """A menu that leads to a page, with the entry's words."""

    menu: Menu
    label: str


def mentions_of(pages: Iterable[Page]) -> list[Mention]:
    """The published menus that lead to one of these pages or to one below them."""
    wanted = {page.path for page in pages}
    return [
        mention for mention, path in _mentions() if not wanted.isdisjoint(paths_from_root(path))
    ]


def _mentions() -> Iterator[tuple[Mention, str]]:
    menus: list[Any] = list(Menu.objects.filter(live=True).select_related("site"))
    read = [(menu, read_entries(menu.entries.raw_data)) for menu in menus]
    targets = fetch_targets([entry for _menu, entries in read for entry in entries])
    for menu, entries in read:
        for entry in walk(entries):
            if page := targets.page(entry):
                yield Mention(menu, entry.label or page.title), page.path
