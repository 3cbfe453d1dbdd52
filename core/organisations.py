"""Who runs a site, for apps that do not know the app in which it is written down.

The app that knows (home) provides it; news names the publisher in feeds, in what search engines
read and on the pictures that other sites show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from wagtail.models import Site

from core.cards import CardPicture
from core.models.images import Logo

EMPTY = SafeString("")


@dataclass(frozen=True)
class Profile:
    """Where else the organisation is to be found."""

    label: str
    url: str


@dataclass(frozen=True)
class Icon:
    """The site's sign on tabs and home screens, in one size. `rel` is what a link to it says."""

    url: str
    size: int
    rel: str = "icon"


@dataclass(frozen=True)
class Identity:
    """Who runs the site, as pages and machines are told.

    `logo_for_dark` stands in for the logo in the dark. Where there is none and the logo could not
    be seen there, `needs_plate` says so. `accent_url` is the style sheet of the accent colour, if
    it is not the site's own, `admin_accent_url` that of the admin. The address of `share_image` is
    one within the site.
    """

    name: str = ""
    description: str = ""
    telephone: str = ""
    email: str = ""
    address: tuple[str, ...] = ()
    hours: str = ""
    logo: Logo | None = None
    logo_for_dark: Logo | None = None
    needs_plate: bool = False
    icons: tuple[Icon, ...] = ()
    share_image: CardPicture | None = None
    accent_url: str = ""
    admin_accent_url: str = ""
    footer_text: SafeString = EMPTY
    profiles: tuple[Profile, ...] = ()
    home_url: str = "/"

    @property
    def has_contact(self) -> bool:
        """Whether there is anything for a contact strip."""
        return bool(self.telephone or self.email or self.address or self.hours)


Provider = Callable[[Site], Identity]

_providers: list[Provider] = []


def provides_identity(function: Provider) -> Provider:
    """Register the function that knows who runs a site; the last one registered is asked."""
    _providers.append(function)
    return function


def identity_of(site: Site | None) -> Identity:
    """Who runs the site; without a provider or a site as much as the site itself says."""
    if site is None:
        return Identity()
    return _providers[-1](site) if _providers else Identity(name=site.site_name or site.hostname)
