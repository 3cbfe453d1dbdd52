"""Single screens of the handbooks: a function for each picture, which is named after it.

Each begins on a site with the demo content and whatever was done before, and may be taken alone:
`make handbook ONLY="reports merging"`. What one needs it makes itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from bin.camera import Camera

EDITOR = "editor@example.org"
ADMINISTRATOR = "admin@example.org"


@dataclass(frozen=True)
class Screen:
    """Who sees it, and how to get there and take it."""

    email: str
    show: Callable[[Camera], None]


SCREENS: dict[str, Screen] = {}


def seen_by(email: str) -> Callable[[Callable[[Camera], None]], Callable[[Camera], None]]:
    """Register the function of a picture; it takes the one that has its name."""

    def register(show: Callable[[Camera], None]) -> Callable[[Camera], None]:
        SCREENS[show.__name__.replace("_", "-")] = Screen(email, show)
        return show

    return register


@seen_by(EDITOR)
def reports(camera: Camera) -> None:
    """Articles by source and month, from the menu."""
    page = camera.page
    page.goto("/admin/")
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Articles by source").click()
    expect(page.get_by_role("columnheader", name="Source")).to_be_visible()
    camera.window("reports", height=560)


@seen_by(EDITOR)
def merging(camera: Camera) -> None:
    """What is asked before two sources become one."""
    page = camera.page
    page.goto("/admin/snippets/news/source/")
    for name in ("The Meridian", "Open Ledger"):
        row = page.get_by_role("row").filter(has_text=name)
        row.get_by_role("checkbox").check()
    page.get_by_role("link", name="Merge the selected ones into one").click()
    page.get_by_role("radio", name="The Meridian").check()
    camera.window("merging", height=560)
