"""The organisation of the site a request is for, remembered between requests."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Site

from core.memory import remember
from core.models.images import logo_of
from core.organisations import Identity, provides_identity
from home.models import HomePage, Organisation
from members.access import is_open_to_everyone

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
