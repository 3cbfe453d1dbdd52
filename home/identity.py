"""The organisation of the site a request is for, remembered between requests."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from core.cards import CardPicture
from core.colours import DARK
from core.memory import remember
from core.models import DeskImage
from core.models.images import fetch_renditions, logo_of, rendition_of
from core.organisations import Icon, Identity, Profile, provides_identity
from core.veils import with_addresses_veiled
from home.accents import address_of
from home.admin_look import admin_address_of
from home.logos import LOGO_FILTER, seen_share
from home.models import HomePage, Organisation
from home.profiles import label_for
from members.access import is_open_to_everyone

# In the shape that Open Graph and X show whole.
SHARE_FILTER = "fill-1200x630|format-jpeg"
# By what a link says that names them. Telephones show an icon with nothing behind it on black.
ICONS = {
    32: ("icon", "fill-32x32|format-png"),
    192: ("icon", "fill-192x192|format-png"),
    180: ("apple-touch-icon", "fill-180x180|bgcolor-fbfaf7|format-png"),
}
# A logo of which less can be seen in the dark stands on a plate there.
SEEN_IN_THE_DARK = 0.8


def identity_for(request: HttpRequest) -> Identity:
    """The identity of the request's site; an empty one where no site answers to its host.

    In a preview it is the one that is not saved yet.
    """
    previewed: Organisation | None = getattr(request, "previewed_organisation", None)
    if previewed:
        return _as_identity(previewed)
    site = Site.find_for_request(request)
    return Identity() if site is None else identity_at(site)


@provides_identity
def identity_at(site: Site) -> Identity:
    """The identity of a site."""
    return remember(("identity", site.pk), lambda: _read_identity(site))


def _read_identity(site: Site) -> Identity:
    found = Organisation.objects.select_related("logo", "logo_for_dark", "icon", "share_image")
    return _as_identity(found.filter(site=site).first() or Organisation(site=site))


def _as_identity(organisation: Organisation) -> Identity:
    site = organisation.site
    logo, logo_for_dark = organisation.logo, organisation.logo_for_dark
    fetch_renditions([logo, logo_for_dark, organisation.icon, organisation.share_image])
    shown_in_dark = logo_of(logo_for_dark, LOGO_FILTER) if logo else None
    needs_plate = bool(logo and not shown_in_dark and seen_share(logo, DARK[0]) < SEEN_IN_THE_DARK)
    return Identity(
        name=organisation.name or site.site_name or site.hostname,
        description=_read_introduction(site),
        telephone=organisation.telephone,
        email=organisation.email,
        address=tuple(filter(None, map(str.strip, organisation.postal_address.splitlines()))),
        hours=organisation.hours,
        logo=logo_of(logo, LOGO_FILTER),
        logo_for_dark=shown_in_dark,
        needs_plate=needs_plate,
        icons=_icons(organisation.icon),
        share_image=_share_image(organisation.share_image),
        accent_url=address_of(organisation.accent),
        admin_accent_url=admin_address_of(organisation.accent),
        footer_text=_footer_text(organisation.footer_text),
        profiles=_profiles(organisation),
        home_url=site.root_page.relative_url(site) or "/",
    )


def _icons(image: DeskImage | None) -> tuple[Icon, ...]:
    made = {size: rendition_of(image, spec) for size, (_rel, spec) in ICONS.items()}
    return tuple(
        Icon(rendition.url, size, ICONS[size][0]) for size, rendition in made.items() if rendition
    )


def _share_image(image: DeskImage | None) -> CardPicture | None:
    rendition = rendition_of(image, SHARE_FILTER)
    if image is None or rendition is None:
        return None
    return CardPicture(rendition.url, rendition.width, rendition.height, image.default_alt_text)


def _footer_text(source: str) -> SafeString:
    # An editor that was opened and left empty leaves a paragraph without words.
    return with_addresses_veiled(expand_db_html(source) if strip_tags(source).strip() else "")


def _profiles(organisation: Organisation) -> tuple[Profile, ...]:
    values = (child.value for child in organisation.profiles)
    return tuple(
        Profile(value["label"] or label_for(value["address"]), value["address"]) for value in values
    )


def _read_introduction(site: Site) -> str:
    if not is_open_to_everyone(site.root_page):
        return ""
    pages = HomePage.objects.filter(pk=site.root_page_id)
    return pages.values_list("introduction", flat=True).first() or ""
