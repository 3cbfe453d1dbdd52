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
    Request,
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
    # No other machine has a name: what a page asks for elsewhere is noted, and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
# No other name is found, so that no test depends on what others serve.
NOTHING_ELSEWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
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
# Of which site the open windows are.
SITES: dict[BrowserContext, RunningSite] = {}


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
        chromium = playwright.chromium.launch(
            executable_path=chromium_program(), args=[*QUIET, NOTHING_ELSEWHERE]
        )
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

    def make(*, answered_by_test: str = "", **options: object) -> BrowserContext:
        address = str(options.setdefault("base_url", site.url))
        inside = (address, "data:", "blob:", *filter(None, [answered_by_test]))
        context = browser.new_context(**options)  # type: ignore[arg-type] # passed on

        def note_outside(request: Request) -> None:
            if not request.url.startswith(inside):
                outside.append(request.url)

        # Listened to, not intercepted: a window with interception keeps nothing it has loaded.
        context.on("request", note_outside)
        context.on("console", note)
        context.on("weberror", lambda error: complain(str(error.error)))
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        SITES[context] = site
        return context

    yield make
    for context in contexts:
        context.close()
        del SITES[context]
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


BEGIN_SESSION = """
from django.test import Client
from members.models import User

client = Client()
client.force_login(User.objects.get(email={email!r}))
print(client.cookies["sessionid"].value)
"""


def be_signed_in(page: Page, email: str) -> None:
    """Have a session of one's own without the sign-in page, which has tests of its own."""
    site = SITES[page.context]
    key = site.run(BEGIN_SESSION.format(email=email)).split()[-1]
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.url}])


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in on the sign-in page, as a person does."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    # In a narrow window it is behind the button "Menu".
    page.get_by_role("button", name="Sign out", include_hidden=True).wait_for(state="attached")
