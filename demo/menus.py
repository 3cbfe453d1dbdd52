"""Compose the demo's menus, as an administrator would."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Site

from demo import content
from demo.stock import Stock
from members.models import User
from navigation.models import Menu

COMMON = {"label": "", "description": "", "highlight": False, "audience": "everyone"}


def compose_menus(site: Site, stock: Stock, administrator: User) -> None:
    """Fill the menus that every site begins with, unless somebody has worked on them."""
    for place, entries in content.read("menus").items():
        menu = Menu.objects.filter(site=site, place=place, latest_revision=None).first()
        if menu is not None:
            menu.entries = [_entry(entry, stock) for entry in entries]
            menu.full_clean()
            revision = menu.save_revision(user=administrator, log_action="wagtail.edit")
            revision.publish(user=administrator, skip_permission_checks=True)


def _entry(entry: dict[str, Any], stock: Stock) -> dict[str, Any]:
    value = COMMON | entry
    if "page" in entry:
        value["page"] = stock.page(entry["page"]).pk
    if "heading" in entry:
        value["label"] = value.pop("heading")
    if "entries" in entry:
        value["entries"] = [_entry(below, stock) for below in entry["entries"]]
    return {"id": str(uuid.uuid4()), "type": _kind(entry), "value": value}


def _kind(entry: dict[str, Any]) -> str:
    kinds = ("list", "heading", "page")
    return "group" if "entries" in entry else next(kind for kind in kinds if kind in entry)
