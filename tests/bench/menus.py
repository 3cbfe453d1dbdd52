"""What menus cost readers and administrators: `make bench-menus`.

Two processes serve the same site of 10,000 pages, one with a main menu of 200 entries, one with an
empty one (tests.bench.worker). Then a browser opens, saves and changes menus of 60 and of 200
entries in the admin. Medians of several; what breaks a bound makes the script fail.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.bench.article_cpu import OURS
from tests.bench.pages import DESK, article
from tests.bench.sites import databases, filled_site, start
from tests.bench.workers import Worker, worker
from tests.e2e.conftest import QUIET, chromium_program, sign_in, until
from tests.e2e.site import RunningSite, running_site

PAGES, ENTRIES = 10_000, 200
ROUNDS, REQUESTS = 10, 5
# What menus may take of a process that remembers nothing; an empty one is read as well.
MOST_COLD, COLD_WHEN_EMPTY = 3, 1
MENU = "/admin/snippets/navigation/menu/edit/1/"
REPEATS = 5
# Seconds, by the number of entries.
OPENS = {60: 2.5, 200: 8.0}
SAVES = {60: 1.0}
# "Usable": what is pressed is seen done before one presses again.
CHANGES = 1.0
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class Line:
    """Something measured, and what it may be at most."""

    what: str
    measured: float
    bound: float | None = None
    unit: str = "s"

    @property
    def is_within_bound(self) -> bool:
        """Whether it is no more than it may be."""
        return self.bound is None or self.measured <= self.bound

    def __str__(self) -> str:
        places = 0 if self.unit == "queries" else 2
        bound = "" if self.bound is None else f"{self.bound:g} {self.unit}"
        verdict = "ok" if self.is_within_bound else "FAILED"
        return f"| {self.what} | {self.measured:.{places}f} {self.unit} | {bound} | {verdict} |"


@contextmanager
def both(kind: str) -> Iterator[tuple[Worker, Worker]]:
    """A process that serves the site with the full menu, and one with the empty one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="news-desk-bench-")))
        workers = []
        for number in (ENTRIES, 0):
            environment = stack.enter_context(filled_site(kind, folder / str(number), PAGES))
            start(environment, "-m", "tests.bench.full_menu", str(number))
            workers.append(stack.enter_context(worker(OURS, environment)))
        yield workers[0], workers[1]


def readers(kind: str) -> Iterator[Line]:
    """Queries and milliseconds of pages with the full menu beside the empty one."""
    with both(kind) as (full, empty):
        for name, path in (("home", "/"), ("desk", DESK), ("article", article(full))):
            times: dict[Worker, list[float]] = {full: [], empty: []}
            for one in times:
                one.warm_up(path)
            for number in range(ROUNDS):
                for one in (full, empty) if number % 2 else (empty, full):
                    times[one] += one.wall(path, REQUESTS)
            warm, without = len(full.queries(path)), len(empty.queries(path))
            yield Line(f"{name}, {kind}: queries, warm", warm, without, "queries")
            cold = len(full.queries(path, cold=True)) - len(empty.queries(path, cold=True))
            taken = cold + COLD_WHEN_EMPTY
            yield Line(f"{name}, {kind}: of menus, cold", taken, MOST_COLD, "queries")
            for one, menu in ((full, "full menu"), (empty, "empty menu")):
                yield Line(f"{name}, {kind}: {menu}", median(times[one]) * 1000, unit="ms")


def opened(page: Page) -> float:
    """Open the menu; seconds until every entry of it is there and painted."""
    begun = time.perf_counter()
    page.goto(MENU, wait_until="commit")
    # The form below the entries is brought to life last.
    expect(page.locator("body.ready")).to_be_attached()
    expect(page.get_by_role("button", name="Insert a block").last).to_be_visible()
    page.evaluate(PAINTED)
    return time.perf_counter() - begun


def saved(page: Page) -> float:
    """Save the menu as a draft; seconds until the site has answered that it is saved."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        begun = time.perf_counter()
        page.get_by_role("button", name="Save draft").click()
    taken = time.perf_counter() - begun
    assert answer.value.status < 400
    page.wait_for_load_state("load")
    return taken


def moved(page: Page) -> float:
    """Press "Move down" of the first entry; seconds until the new order is painted."""
    first = page.locator("input[name$='-order'][value='0']").first
    name = first.get_attribute("name")
    page.get_by_role("button", name="Move down").first.focus()
    begun = time.perf_counter()
    page.keyboard.press("Enter")
    until(page, "name => document.getElementsByName(name)[0].value === '1'", arg=name)
    page.evaluate(PAINTED)
    return time.perf_counter() - begun


def added(page: Page) -> float:
    """Choose a kind of entry to insert; seconds until its first field can be written in."""
    page.get_by_role("button", name="Insert a block").first.click()
    option = page.get_by_role("option", name="Address", exact=True)
    option.wait_for()
    begun = time.perf_counter()
    option.click()
    page.locator(":focus[name$=-label]").wait_for()
    page.evaluate(PAINTED)
    return time.perf_counter() - begun


def repeated(measure: Callable[[Page], float], page: Page) -> float:
    """The median of several."""
    return median(measure(page) for _ in range(REPEATS))


def administrators(browser: Browser, site: RunningSite, entries: int) -> Iterator[Line]:
    """Seconds to open, change and save a menu of so many entries."""
    start(site.environment, "-m", "tests.bench.full_menu", str(entries))
    context = browser.new_context(base_url=site.url, viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(60_000)
    page = context.new_page()
    sign_in(page, "admin@example.org")
    opened(page)
    yield Line(f"menu of {entries}: opens", repeated(opened, page), OPENS[entries])
    yield Line(f"menu of {entries}: saves", _saved_anew(page), SAVES.get(entries))
    opened(page)
    yield Line(f"menu of {entries}: an entry moves down", repeated(moved, page), CHANGES)
    yield Line(f"menu of {entries}: an entry is added", repeated(added, page), CHANGES)
    context.close()


def _saved_anew(page: Page) -> float:
    def measure(page: Page) -> float:
        opened(page)
        return saved(page)

    return repeated(measure, page)


def lines() -> Iterator[Line]:
    """Everything that is measured, as it is."""
    for kind in databases():
        yield from readers(kind)
    with (
        TemporaryDirectory(prefix="news-desk-bench-") as folder,
        sync_playwright() as playwright,
        running_site(Path(folder) / "site") as site,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=QUIET)
        for entries in OPENS:
            yield from administrators(browser, site, entries)
        browser.close()


def main() -> int:
    """Measure; 1 where a bound is broken."""
    failed = 0
    print("| What | Measured | Bound | |", "|---|---|---|---|", sep="\n")
    for line in lines():
        failed += not line.is_within_bound
        print(line, flush=True)
    print(f"{failed} FAILED" if failed else "All bounds hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
