"""Browser tests: the real server, the real Chromium, nothing in between."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
    sync_playwright,
)

from tests.e2e.site import PASSWORD, RunningSite, running_site

QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# How long to wait for what should be there at once; generous, for machines that do much else.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

# What third parties complain about and nobody sees.
HARMLESS = (
    # A page that does not exist, may not be read or is gone is asked for on purpose.
    "the server responded with a status of 40",
    "the server responded with a status of 410",
    # Wagtail's preview starts its checker again while it still runs.
    "Axe is already running",
    # It tells developers what it also tells editors.
    "axe.run results",
)

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A freshly made demo site; shared by the tests of a process."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


def chromium_program() -> str:
    """Where Chromium is on this machine."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the machine."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_program(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser, site: RunningSite) -> Iterator[NewContext]:
    """Make browser windows that share nothing.

    Whatever a page complains about fails the test, and so does a request to any other site: pages
    of ours load nothing from elsewhere.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complain(f"{message.location.get('url')}: {message.text}")

    def complain(text: str) -> None:
        if not any(harmless in text for harmless in HARMLESS):
            complaints.append(text)

    def leave_outside(route: Route) -> None:
        if route.request.url.startswith(("data:", "blob:")):
            route.continue_()
            return
        outside.append(route.request.url)
        route.abort()

    def make(**options: object) -> BrowserContext:
        address = str(options.setdefault("base_url", site.url))
        context = browser.new_context(**options)  # type: ignore[arg-type] # passed on
        context.route(lambda url: not url.startswith(address), leave_outside)
        context.on("console", note)
        context.on("weberror", lambda error: complain(str(error.error)))
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not complaints, complaints
    assert not outside, f"asked for at other sites: {outside}"


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A window of somebody who is not signed in."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until this JavaScript is true in the page.

    Asked from here, again and again: `page.wait_for_function` evaluates strings in the page itself
    wherever it has to ask a second time, which our pages forbid.
    """
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(expression, arg):
        assert time.monotonic() < deadline, f"never came true: {expression}"
        page.wait_for_timeout(20)  # between two looks; nothing depends on its length


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in on the sign-in page, as a person does."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    # In a narrow window it is behind the button "Menu".
    page.get_by_role("button", name="Sign out", include_hidden=True).wait_for(state="attached")
