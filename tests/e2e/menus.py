"""Menus of a running site, set from outside, and what a browser sees of them.

A page is named by its slug: its key is another on every site.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from playwright.sync_api import Page

from tests.e2e.site import RunningSite

Stored = dict[str, Any]

# The name of what has the focus, as far as menus and the forms of the admin need it.
FOCUSED = """() => {
    let it = document.activeElement;
    while (it && it.shadowRoot && it.shadowRoot.activeElement) it = it.shadowRoot.activeElement;
    if (!it || it === document.body) return "";
    const named = (it.getAttribute("aria-labelledby") || "").split(" ")
        .map(id => id && document.getElementById(id)).filter(Boolean);
    const label = it.getAttribute("aria-label")
        || named.map(each => each.textContent).join(" ")
        || (it.labels && it.labels[0] && it.labels[0].textContent)
        || it.innerText || it.getAttribute("title") || it.textContent || "";
    return label.replace(/\\s+/g, " ").trim();
}"""


def entry(kind: str, label: str, **value: Any) -> Stored:
    """An entry as it is stored, for everyone unless it says otherwise."""
    return {
        "id": str(uuid.uuid4()),
        "type": kind,
        "value": {"label": label, "audience": "everyone"} | value,
    }


def to_page(slug: str, label: str = "", **value: Any) -> Stored:
    """An entry that leads to the page with this slug."""
    return entry("page", label, page=slug, **value)


def to_address(label: str, address: str = "https://example.org/", **value: Any) -> Stored:
    """An entry that leads to an address."""
    return entry("address", label, address=address, **value)


def heading(label: str) -> Stored:
    """Words between the entries of a group."""
    return entry("heading", label)


def group(label: str, *entries: Stored, **value: Any) -> Stored:
    """A group of entries."""
    return entry("group", label, entries=list(entries), **value)


SAVE = """
import json
from django.db import transaction
from wagtail.models import Page
from navigation.models import Menu

keys = dict(Page.objects.values_list("slug", "pk"))

def name_pages(entries):
    for entry in entries:
        value = entry["value"]
        if "page" in value:
            value["page"] = keys[value["page"]]
        name_pages(value.get("entries", []))
    return entries

with transaction.atomic():
    for place, entries in json.loads({menus!r}).items():
        menu = Menu.objects.get(place=place, site__is_default_site=True)
        menu.entries = name_pages(entries)
        menu.save_revision().publish()
"""


def set_menus(site: RunningSite, **entries: list[Stored]) -> None:
    """Give the menus at these places these entries, and wait until the site shows them."""
    site.change(SAVE.format(menus=json.dumps(entries)))


def focused(page: Page) -> str:
    """The name of what has the focus; empty where nothing has it."""
    return str(page.evaluate(FOCUSED))
