"""The organisation of the site a request is for, remembered between requests."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Site

from core.memory import remember
from core.models.images import logo_of
from core.organisations import Identity, provides_identity
from home.models import HomePage, Organisation
from members.access import is_open_to_everyone, visible_to


@dataclass(frozen=True)
class MenuEntry:
    """A page in the menu. Its tree path tells whether the current page is it or below it."""

    title: str
    url: str
    path: str


# Twice the height it is shown at, for dense screens.
LOGO_FILTER = "max-480x80"


def identity_for(request: HttpRequest) -> Identity:
    """The identity of the request's site; an empty one where no site answers to its host."""
    site = Site.find_for_request(request)
    return Identity() if site is None else identity_at(site)


@provides_identity
def identity_at(site: Site) -> Identity:
    """The identity of a site."""
    return remember(("identity", site.pk), lambda: _read_identity(site))


def menu_for(request: HttpRequest) -> tuple[MenuEntry, ...]:
    """The pages below the home page that are shown in menus and that this visitor may read."""
    site = Site.find_for_request(request)
    if site is None:
        return ()
    if request.user.is_authenticated:
        return _read_menu(site, request)
    return remember(("menu", site.pk), lambda: _read_menu(site, request))


def _read_identity(site: Site) -> Identity:
    organisation = (
        Organisation.objects.select_related("logo").filter(site=site).first() or Organisation()
    )
    return Identity(
        name=organisation.name or site.site_name or site.hostname,
        description=_read_introduction(site),
        telephone=organisation.telephone,
        email=organisation.email,
        logo=logo_of(organisation.logo, LOGO_FILTER),
        home_url=site.root_page.relative_url(site) or "/",
    )


def _read_introduction(site: Site) -> str:
    if not is_open_to_everyone(site.root_page):
        return ""
    pages = HomePage.objects.filter(pk=site.root_page_id)
    return pages.values_list("introduction", flat=True).first() or ""


def _read_menu(site: Site, request: HttpRequest) -> tuple[MenuEntry, ...]:
    pages = visible_to(site.root_page.get_children().live().in_menu(), request.user)
    return tuple(
        MenuEntry(page.title, page.get_url(request) or "", page.path)
        for page in pages.order_by("path")
    )
