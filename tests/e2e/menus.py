"""Menus of a running site, set from outside, and what a browser sees of them.

`python -m tests.e2e.menus` reads the entries of each place as JSON from its standard input. A page
is named there by its slug: its key is another on every site.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from typing import Any

from playwright.sync_api import Page

from tests.e2e.site import CHECKOUT, RunningSite

Stored = dict[str, Any]
# Every process is right again so soon after a change of another one; see core/memory.py.
SECONDS_UNTIL_SEEN = 1.0

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


def set_menus(site: RunningSite, **entries: list[Stored]) -> None:
    """Give the menus at these places these entries, and wait until the site shows them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.menus"],
        cwd=CHECKOUT,
        env=site.environment,
        input=json.dumps(entries),
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    time.sleep(SECONDS_UNTIL_SEEN)


def focused(page: Page) -> str:
    """The name of what has the focus; empty where nothing has it."""
    return str(page.evaluate(FOCUSED))


def _save(menus: dict[str, list[Stored]]) -> None:
    from wagtail.models import Page as SitePage

    from navigation.models import Menu

    keys = dict(SitePage.objects.values_list("slug", "pk"))

    def with_keys(entries: list[Stored]) -> list[Stored]:
        return [
            each
            | {
                "value": {
                    **value,
                    **({"page": keys[value["page"]]} if "page" in value else {}),
                    **({"entries": with_keys(value["entries"])} if "entries" in value else {}),
                }
            }
            for each in entries
            for value in [each["value"]]
        ]

    for place, entries in menus.items():
        menu = Menu.objects.get(place=place, site__is_default_site=True)
        menu.entries = with_keys(entries)
        menu.save_revision().publish()


if __name__ == "__main__":
    import django

    django.setup()
    _save(json.load(sys.stdin))
