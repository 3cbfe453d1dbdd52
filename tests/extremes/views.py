"""Every page type in every state, as a browser gets there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.site import PASSWORD, RunningSite
from tests.extremes.texts import EMPTY_HOST, LONG_WORD
from tests.kept import CHECKOUT

Go = Callable[[Page], None]


@dataclass(frozen=True)
class View:
    """A state of a page: how to get there, starting from a window that knows its site."""

    name: str
    go: Go
    # Whose site: the demo's, or the one that nobody has put anything into.
    is_empty_site: bool = False

    def address(self, site: RunningSite) -> str:
        """The site's address."""
        return site.url.replace("localhost", EMPTY_HOST) if self.is_empty_site else site.url


@dataclass(frozen=True)
class Made:
    """Pages with content at its extremes: their addresses, and error pages as they are sent."""

    paths: dict[str, str]
    errors: dict[str, str]


def make_on(site: RunningSite) -> Made:
    """Fill the site with content at its extremes."""
    return Made(**json.loads(_run(site)))


def extreme_views(site: RunningSite) -> list[View]:
    """Fill the site; everything there is to look at."""
    made = make_on(site)
    views = [View(name, _to(path)) for name, path in made.paths.items()]
    views += [View(name, _answered_with(html)) for name, html in made.errors.items()]
    return [*views, *ordinary_views(), *EMPTY_SITE]


def overfull_views(site: RunningSite) -> list[View]:
    """Overfill what all pages share; what is to be looked at then."""
    _run(site, "site")
    return [
        View("home, overfull", _to("/")),
        View("article below an overfull menu", _to("/news-desk/a-letter-about-silence/")),
        View("not found below an overfull menu", _to("/no/such/page/")),
        View("overfull menu, open", _menu_open),
    ]


def ordinary_views() -> Iterator[View]:
    """The demo's pages, forms with their errors, and refusals."""
    for name, path in PAGES.items():
        yield View(name, _to(path))
    yield View("menu, open", _menu_open)
    yield View("sign-in, refused", _refused)
    yield View("not allowed", _not_allowed)


def _menu_open(page: Page) -> None:
    """The sheet of a narrow window, and in any window the first group."""
    page.goto("/about-us/")
    button = page.get_by_role("button", name="Menu", exact=True)
    if button.is_visible():
        button.click()
    page.locator(".main-nav summary").first.click()


def _to(path: str) -> Go:
    def go(page: Page) -> None:
        page.goto(path)

    return go


PAGES = {
    "home": "/",
    "desk": "/news-desk/",
    "topic": "/news-desk/topics/volunteers/",
    "source": "/news-desk/sources/the-meridian/",
    "article with every block": "/news-desk/how-we-tell-a-story/",
    "year": "/news-desk/2026/",
    "month": "/news-desk/2026/11/",
    "month without articles": "/news-desk/1999/01/",
    "topic and year": "/news-desk/topics/volunteers/?year=2026",
    "search": "/search/",
    "search, found": "/search/?q=library",
    "search, nothing found": "/search/?q=zzyzx",
    "search for a word without end": f"/search/?q={LONG_WORD}",
    "standard page": "/about-us/",
    "sign-in": "/account/login/",
    "not found": "/no/such/page/",
    "not found, long address": f"/{LONG_WORD}/",
}
EMPTY_SITE = [
    View("home, empty", _to("/"), is_empty_site=True),
    View("desk of an empty site", _to("/news-desk/"), is_empty_site=True),
    View("not found on an empty site", _to("/no/such/page/"), is_empty_site=True),
]


def _answered_with(html: str) -> Go:
    """As if the server had answered so: nothing has to break for it."""

    def go(page: Page) -> None:
        page.route("**/-/broken/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("/-/broken/")

    return go


def _refused(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(f"{'x' * 60}@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()


def _not_allowed(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill("visitor@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out", include_hidden=True).wait_for(state="attached")
    page.goto("/admin/")


def _run(site: RunningSite, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.extremes", *arguments],
        cwd=CHECKOUT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
