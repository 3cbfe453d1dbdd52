"""Who runs a site, for apps that do not know the app in which it is written down.

The app that knows (home) provides it; news names the publisher in feeds, in what search engines
read and on the pictures that other sites show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Site

from core.models.images import Logo


@dataclass(frozen=True)
class Identity:
    """Who runs the site, as pages and machines are told."""

    name: str = ""
    description: str = ""
    telephone: str = ""
    email: str = ""
    logo: Logo | None = None
    home_url: str = "/"

    @property
    def has_contact(self) -> bool:
        """Whether there is anything for a contact strip."""
        return bool(self.telephone or self.email)


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
