"""The home page as a page to preview things on (core.previews)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from core.previews import stage


@stage("home", _("Home page"))
def home_page(site: Site, user: Any) -> Page | None:
    """The page that the site begins with."""
    return site.root_page
