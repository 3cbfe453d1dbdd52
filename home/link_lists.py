"""The list of pages that fills itself, for menus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.link_lists import Link, fills, link_to
from members.access import visible_to


@fills("home.pages", label=_("Pages below the home page that are ticked “Show in menus”"))
def pages(site: Site, user: Any, most: int) -> Sequence[Link]:
    """In the order in which editors keep them."""
    found = visible_to(site.root_page.get_children().live().in_menu(), user)
    return [link_to(page, site) for page in found.order_by("path")[:most]]
