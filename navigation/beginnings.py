"""The menus that every site begins with, so that each place has one to be changed."""

from __future__ import annotations

import uuid
from typing import Any

from navigation.blocks import MOST_LISTED

# In English: they are made once, when the site is, and are the administrator's to rename.
NAMES = {"main": "Main menu", "utility": "Utility menu", "footer": "Footer"}


def begin_menus(model: Any, site_id: int) -> None:
    """Make the menus that the site does not have yet. The main one lists the site's pages.

    The model is handed in because a migration has one of its own.
    """
    there = set(model.objects.filter(site_id=site_id).values_list("place", flat=True))
    for place, name in NAMES.items():
        if place not in there:
            entries = [pages_of_site()] if place == "main" else []
            model.objects.create(site_id=site_id, place=place, name=name, entries=entries)


def pages_of_site() -> dict[str, Any]:
    """An entry, as it is stored, that follows what editors tick to be shown in menus."""
    value = {"list": "home.pages", "most": MOST_LISTED, "audience": "everyone"}
    return {"id": str(uuid.uuid4()), "type": "list", "value": value}
