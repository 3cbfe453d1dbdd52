"""What a visitor is shown of a menu: the entries that are meant for them and lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING
from urllib.parse import quote

from wagtail.models import Site

from core.link_lists import Link, link_list
from core.templatetags.desk import dial
from members.visitors import Visitor
from navigation.entries import Entry
from navigation.targets import Targets

if TYPE_CHECKING:
    from members.access import Reader


@dataclass(frozen=True)
class Onlooker:
    """Who looks at the menus of which site."""

    visitor: Visitor
    account: Reader
    site: Site
    # Lists that are in several menus are made once.
    _lists: dict[tuple[str, int], Sequence[Link]] = field(default_factory=dict)

    def links_of(self, name: str, most: int) -> Sequence[Link]:
        """What the list of this name shows this person; nothing where its app is gone."""
        if (name, most) not in self._lists:
            known = link_list(name)
            links = known.fill(self.site, self.account, most) if known else ()
            self._lists[name, most] = links
        return self._lists[name, most]


@dataclass(slots=True)
class Node:
    """One entry as it is shown; a group has nodes below it and may have no address itself."""

    kind: str
    label: str
    url: str = ""
    description: str = ""
    is_highlighted: bool = False
    # Of a page: its place in the tree, by which the current page and those above it are known.
    path: str = ""
    nodes: tuple[Node, ...] = ()
    # Where a template puts what marks the current page.
    mark: str = ""


def nodes_for(entries: Iterable[Entry], targets: Targets, onlooker: Onlooker) -> tuple[Node, ...]:
    """The entries this visitor is shown, in their order."""
    return tuple(_nodes(entries, targets, onlooker))


def _nodes(entries: Iterable[Entry], targets: Targets, onlooker: Onlooker) -> Iterator[Node]:
    for entry in entries:
        if not entry.is_for(onlooker.visitor):
            continue
        if entry.kind == "group":
            yield from _group(entry, targets, onlooker)
        elif entry.kind == "list":
            yield from _listed(entry, onlooker)
        elif node := _node(entry, targets, onlooker):
            yield node


def _group(entry: Entry, targets: Targets, onlooker: Onlooker) -> Iterator[Node]:
    """The group with what of it is left; nothing where nothing is.

    A group whose page is gone keeps its own label, if it has one.
    """
    page = _page(entry, targets, onlooker)
    label = entry.label or (page.label if page else "")
    below = _without_idle_headings(nodes_for(entry.entries, targets, onlooker))
    if page:
        own = Node("page", page.label if entry.label else label, page.url, path=page.path)
        below = (own, *below)
    if label and below:
        yield Node(
            "group",
            label,
            description=entry.description,
            nodes=below,
            is_highlighted=entry.is_highlighted,
        )


def _without_idle_headings(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Leave out headings with nothing under them."""
    return tuple(
        node
        for node, following in zip_longest(nodes, nodes[1:])
        if node.kind != "heading" or (following and following.kind != "heading")
    )


def _listed(entry: Entry, onlooker: Onlooker) -> Iterator[Node]:
    for link in onlooker.links_of(str(entry.target), entry.most):
        yield Node("page", link.label, link.url, link.description, path=link.path)


def _node(entry: Entry, targets: Targets, onlooker: Onlooker) -> Node | None:
    """The entry, or None where it leads nowhere or not this visitor."""
    match entry.kind:
        case "page":
            return _page(entry, targets, onlooker)
        case "document":
            return _document(entry, targets, onlooker)
        case "heading":
            return Node("heading", entry.label) if entry.label else None
    address = str(entry.target or "")
    if not address:
        return None
    url = {"email": f"mailto:{quote(address, safe='@')}", "telephone": f"tel:{dial(address)}"}.get(
        entry.kind, address
    )
    label = entry.label or ("" if entry.kind == "address" else address)
    return _as_node(entry, label, url) if label else None


def _page(entry: Entry, targets: Targets, onlooker: Onlooker) -> Node | None:
    page = targets.page(entry)
    if page is None or not page.is_live or not page.is_open_to(onlooker.visitor):
        return None
    url = page.url(onlooker.site)
    # A group is called by its label; its page, within it, by its own title.
    label = page.title if entry.kind == "group" else entry.label or page.title
    return _as_node(entry, label, url, path=page.path) if url else None


def _document(entry: Entry, targets: Targets, onlooker: Onlooker) -> Node | None:
    document = targets.document(entry)
    if document is None or not document.is_open_to(onlooker.visitor):
        return None
    return _as_node(entry, entry.label or document.title, document.url)


def _as_node(entry: Entry, label: str, url: str, path: str = "") -> Node:
    return Node(
        entry.kind, label, url, entry.description, is_highlighted=entry.is_highlighted, path=path
    )
