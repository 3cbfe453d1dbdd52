"""Pictures of every page type with nothing, the least and the most in it.

`make screenshots TO=/some/folder` takes each view of tests.extremes.views at three widths, light
and dark, the whole page each time; a long one in several pictures. They are for looking at: what
can be told by a program is told by tests/e2e/test_extremes.py.
"""

from __future__ import annotations

import re
import sys
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import PATIENCE_MS, QUIET, chromium_program
from tests.e2e.site import RunningSite, running_site
from tests.extremes.views import View, extreme_views, overfull_views
from tests.kept import CHECKOUT

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 800
# Higher pictures are shown too small to see anything; and what comes after six is like it.
SLICE, MOST_SLICES = 2400, 6


def take(page: Page, path: Path) -> None:
    """The whole page, from top to bottom, in pictures of at most SLICE pixels."""
    page.wait_for_load_state("networkidle")
    size = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    slices = min(MOST_SLICES, ceil(size[1] / SLICE))
    for number in range(slices):
        top = number * SLICE
        clip = {"x": 0, "y": top, "width": size[0], "height": min(SLICE, size[1] - top)}
        name = path if slices == 1 else path.with_stem(f"{path.stem}-{number + 1}")
        page.screenshot(path=name, clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type] # a FloatRect


def take_all(browser: Browser, site: RunningSite, views: list[View], to: Path) -> None:
    """Every view, at every width, in both schemes."""
    for view in views:
        slug = re.sub(r"\W+", "-", view.name)
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    base_url=view.address(site),
                    viewport={"width": width, "height": HEIGHT},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                context.set_default_timeout(PATIENCE_MS)
                page = context.new_page()
                view.go(page)
                take(page, to / f"{slug}-{width}-{scheme}.png")
                context.close()
        print(view.name, flush=True)


def main() -> int:
    """Take them into the folder that is named; it must not be in the repository."""
    to = Path(sys.argv[1] if len(sys.argv) > 1 else "").resolve()
    if len(sys.argv) != 2 or not sys.argv[1] or to.is_relative_to(CHECKOUT):
        print("Name a folder outside the repository: make screenshots TO=/some/folder")
        return 2
    to.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="news-desk-pictures-") as folder,
        sync_playwright() as playwright,
        running_site(Path(folder) / "site") as site,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=QUIET)
        take_all(browser, site, extreme_views(site), to)
        take_all(browser, site, overfull_views(site), to)
        browser.close()
    print(f"{len(list(to.glob('*.png')))} pictures in {to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
