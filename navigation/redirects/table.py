"""All redirects together, to see where one leads that somebody wants to add.

Nobody shall be sent round in a circle, and nobody from redirect to redirect: search engines give up
after a few, and each costs a reader a second on a slow line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from navigation.redirects.addresses import OurSites, Place, lookups

# What a redirect's fields hold.
LONGEST = 255


@dataclass(eq=False, slots=True)
class Entry:
    """A redirect as far as its way matters; without a key it is not kept yet."""

    old_path: str
    site_id: int | None
    page_id: int | None = None
    link: str = ""
    pk: int | None = None


class Table:
    """The redirects there are, and those that are to be."""

    def __init__(self, *, without: int | None = None) -> None:
        self.sites = OurSites()
        self._entries: dict[tuple[int | None, str], Entry] = {}
        self._is_live: dict[Place, bool] = {}
        self._url_paths: dict[int, str] = {}
        rows = Redirect.objects.exclude(pk=without).values_list(
            "old_path", "site_id", "redirect_page_id", "redirect_link", "pk"
        )
        for row in rows:
            self.add(Entry(*row))

    def add(self, entry: Entry) -> bool:
        """Put an entry in; False if its place is taken."""
        return self._entries.setdefault((entry.site_id, entry.old_path), entry) is entry

    def remove(self, entry: Entry) -> None:
        """Take an entry out."""
        del self._entries[entry.site_id, entry.old_path]

    def sites_of(self, entry: Entry) -> list[int]:
        """The sites on which an entry holds."""
        return self.sites.keys if entry.site_id is None else [entry.site_id]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def next(self, entry: Entry, site_id: int) -> Entry | None:
        """The redirect that an entry leads to on a site, if it leads to one."""
        place = None if entry.page_id else self.sites.place_of(entry.link, site_id)
        if place is None:
            return None
        paths = lookups(place.address)
        found = (
            self._entries.get((site, path)) for path in paths for site in (place.site_id, None)
        )
        following = next((each for each in found if each), None)
        # Where a page is, no redirect is asked.
        return None if following is None or self._live(place) else following

    def _live(self, place: Place) -> bool:
        if place not in self._is_live:
            self._is_live[place] = place in self.sites.live_pages_at([place])
        return self._is_live[place]

    def detours(self, entries: Collection[Entry]) -> dict[Entry, ValidationError]:
        """Those of the entries, which are in the table, that are refused, each with the reason."""
        self._url_paths_of(entries)
        refused = {}
        for entry in entries:
            try:
                self._refuse_detours(entry)
            except ValidationError as error:
                refused[entry] = error
        return refused

    def _refuse_detours(self, entry: Entry) -> None:
        for site_id in self.sites_of(entry):
            trail = self._trail(entry, site_id)
            if len(trail) > 1 and trail[-1] in trail[:-1]:
                raise ValidationError(_circle(trail), code="loop")
            if len(trail) > 1:
                raise ValidationError(_chain(trail), code="chain")
            if entry.page_id:
                self._refuse_own_page(entry, site_id)

    def _refuse_own_page(self, entry: Entry, site_id: int) -> None:
        place = self.sites.place_of_page(
            self._url_paths_of([entry]).get(entry.page_id or 0, ""), site_id
        )
        if place and entry.old_path in lookups(place.address):
            raise ValidationError(
                _("This page itself has the address “%(path)s”.") % {"path": entry.old_path},
                code="loop",
            )

    def _url_paths_of(self, entries: Iterable[Entry]) -> dict[int, str]:
        """Where the pages of these entries stand in the tree, asked for together."""
        missing = {each.page_id for each in entries if each.page_id} - self._url_paths.keys()
        if missing:
            pages = Page.objects.filter(pk__in=missing).order_by()
            self._url_paths |= dict.fromkeys(missing, "") | dict(
                pages.values_list("pk", "url_path")
            )
        return self._url_paths

    def _trail(self, entry: Entry, site_id: int) -> list[Entry]:
        """The redirects that somebody meets one after the other; the last twice if in a circle."""
        trail = [entry]
        while following := self.next(trail[-1], site_id):
            is_known = following in trail
            trail.append(following)
            if is_known:
                break
            place = self.sites.place_of(trail[-2].link, site_id)
            site_id = place.site_id if place else site_id
        return trail

    def lead_on(self, new: set[Entry]) -> list[Entry]:
        """What led to one of the new entries leads where that one leads; these are returned.

        What holds on several sites and would lead on from one only is left as it is: readers are
        spared the second hop when they come (navigation.redirects.lookup).
        """
        changed = []
        for entry in [each for each in self if each.pk and each.link and each not in new]:
            following = {self.next(entry, site_id) for site_id in self.sites_of(entry)}
            via = following.pop() if len(following) == 1 else None
            if via is None or via not in new:
                continue
            link = self._link_from(via, entry)
            if len(link) <= LONGEST:
                entry.page_id, entry.link = via.page_id, link
                changed.append(entry)
        return changed

    def _link_from(self, via: Entry, entry: Entry) -> str:
        """The link of one redirect as another one, perhaps another site's, has to write it."""
        if not via.link.startswith("/") or entry.link.startswith("/"):
            return via.link
        place = self.sites.place_of(entry.link, self.sites_of(entry)[0])
        return self.sites.root_url(place.site_id) + via.link if place else via.link

    def find_pages(self, entries: Iterable[Entry]) -> None:
        """Lead the entries to pages by themselves whose links are the plain addresses of some.

        They then go on leading there when the pages move.
        """
        places = {
            entry: [self.sites.place_of(entry.link, site_id) for site_id in self.sites_of(entry)]
            for entry in entries
            if entry.link and not re.search("[?#]", entry.link)
        }
        pages = self.sites.live_pages_at(
            {place for some in places.values() for place in some if place}
        )
        for entry, some in places.items():
            keys = {pages.get(place) if place else None for place in some}
            if len(keys) == 1 and None not in keys:
                entry.page_id, entry.link = keys.pop(), ""


def _circle(trail: list[Entry]) -> str:
    if trail[0] is trail[1]:
        return _("This would lead back to where it comes from: “%(path)s”.") % {
            "path": trail[0].old_path
        }
    way = " → ".join(each.old_path for each in trail)
    return _("This would lead round in a circle: %(way)s.") % {"way": way}


def _chain(trail: list[Entry]) -> str:
    return _(
        "“%(path)s” is itself redirected. Please lead straight to where it ends: %(target)s."
    ) % {"path": trail[1].old_path, "target": described(trail[-1])}


def described(entry: Entry) -> str:
    """Where a redirect leads, for people."""
    if not entry.page_id:
        return entry.link
    page = Page.objects.filter(pk=entry.page_id).first()
    return _("the page “%(title)s” (%(address)s)") % {
        "title": page.get_admin_display_title() if page else entry.page_id,
        "address": (page and page.url) or "–",
    }
