"""Where a reader is led who asks for an address that is not there."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.closures import closures
from core.sites import share_site_root_paths
from core.validators import web_address
from navigation.redirects.addresses import OurSites, Place, lookups

# Forms refuse redirects that follow each other; some come about by themselves when pages move.
_MOST_HOPS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """Where to, for how long, and by which redirect.

    `page` is what it leads to by its key, or the page that stands at the address it leads to.
    """

    redirect_id: int
    link: str
    is_permanent: bool
    page: Page | None = None


def answer_to(place: Place) -> Answer | None:
    """Where the redirects lead somebody who asks for this place, in one hop; one query if nowhere.

    None also if they lead nowhere: to a page that is not published, or round in a circle.
    """
    first = redirect = _at(place)
    is_permanent = True
    for _ in range(_MOST_HOPS):
        if redirect is None or first is None:
            return None
        is_permanent = is_permanent and redirect.is_permanent
        link, onward = _step(redirect, place.site_id)
        following = _at(onward) if onward else None
        if following is None:
            if not link:
                return None
            page = redirect.redirect_page or _page_above(link, place.site_id)
            return Answer(first.pk, link, is_permanent, page)
        place, redirect = onward or place, following
    return None


def _at(place: Place) -> Redirect | None:
    """The redirect that answers here: as Wagtail finds it, but in one query."""
    paths = lookups(place.address)
    found = Redirect.objects.filter(
        Q(site=place.site_id) | Q(site=None), old_path__in=paths
    ).select_related("redirect_page")
    return min(
        found, key=lambda each: (paths.index(each.old_path), each.site_id is None), default=None
    )


def _step(redirect: Redirect, site_id: int) -> tuple[str, Place | None]:
    """Where a redirect leads ("" if nowhere), and where another one may have to lead on from."""
    sites = OurSites()
    page = redirect.redirect_page
    if page is None:
        onward = sites.place_of(redirect.redirect_link, site_id)
        if onward and sites.live_pages_at([onward]):
            onward = None
        return _harmless(redirect.redirect_link), onward
    if page.live:
        share_site_root_paths(page)
        return redirect.link or "", None
    return "", sites.place_of_page(page.url_path, site_id)


def _page_above(link: str, site_id: int) -> Page | None:
    """The page that an address leads to, or below which it is; asked only where some are closed."""
    sites = OurSites()
    place = sites.place_of(link, site_id) if closures().closed_to(frozenset()) else None
    return sites.page_above(place) if place else None


def _harmless(link: str) -> str:
    """The link; "" if it is one that the forms refuse, whoever wrote it past them."""
    try:
        web_address(link)
    except ValidationError:
        return ""
    return link
