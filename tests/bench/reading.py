"""How long readers wait, with 100 and with 100,000 articles: `make bench-reading`.

For each database there is, two sites are made by `manage.py make_articles`, and two processes serve
them, one for each (tests.bench.worker). Every page is asked for in turns of both, warm; some also
with nothing remembered. The table gives medians of the time by the clock; what breaks a bound makes
the script fail.

Sites on SQLite are kept under `var/bench` for the next run, until what they are made by changes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.article_cpu import OURS
from tests.bench.pages import Page, pages_of
from tests.bench.sites import databases, filled_site
from tests.bench.workers import Worker, worker

FEW, MANY = 100, 100_000
ROUNDS = 10
# Requests in a round: fewer where one of them takes long.
MOST, LEAST, SECONDS_PER_ROUND = 6, 1, 1.0


@dataclass(frozen=True)
class Row:
    """What was measured of a page: medians in milliseconds, None where it does not answer."""

    page: Page
    few_ms: float | None
    many_ms: float | None

    @property
    def ratio(self) -> float | None:
        """How much longer it takes with many articles."""
        return self.many_ms / self.few_ms if self.few_ms and self.many_ms else None

    @property
    def is_within_bound(self) -> bool:
        """Whether the page answers, and as quickly as it must."""
        if self.many_ms is None or self.ratio is None:
            return False
        return self.page.bound is None or self.page.bound.holds(self.ratio, self.many_ms)

    def as_markdown(self) -> str:
        """A line of the table."""
        cells = [
            self.page.name + (", nothing remembered" if self.page.cold else ""),
            _shown(self.few_ms, 1),
            _shown(self.many_ms, 1),
            _shown(self.ratio, 2),
            str(self.page.bound or ""),
            "ok" if self.is_within_bound else "FAILED",
        ]
        return f"| {' | '.join(cells)} |"


def _shown(number: float | None, places: int) -> str:
    return "no answer" if number is None else f"{number:.{places}f}"


def measure(page: Page, few: Worker, many: Worker) -> Row:
    """Have both serve the page in turns."""
    paths = {few: page.path(few), many: page.path(many)}
    # A word in one of a thousand articles need not be in one of a hundred.
    if not (_shows("", few, paths[few]) and _shows(page.shows, many, paths[many])):
        return Row(page, None, None)
    times: dict[Worker, list[float]] = {few: [], many: []}
    for number in range(ROUNDS):
        for one in (few, many) if number % 2 else (many, few):
            path = paths[one]
            if not number:
                one.warm_up(path)
            times[one] += one.wall(path, _times(times[one]), cold=page.cold)
    return Row(page, median(times[few]) * 1000, median(times[many]) * 1000)


def _shows(what: str, site: Worker, path: str) -> bool:
    if not path:
        return False
    answer = site.get(path)
    return answer.status == 200 and what in answer.body


def _times(before: list[float]) -> int:
    """How often to ask in a round, from what it took before."""
    if not before:
        return LEAST
    return max(LEAST, min(MOST, int(SECONDS_PER_ROUND / median(before))))


@contextmanager
def both(kind: str) -> Iterator[tuple[Worker, Worker]]:
    """A process that serves few articles and one that serves many."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="news-desk-bench-")))
        few, many = (
            stack.enter_context(
                worker(OURS, stack.enter_context(filled_site(kind, folder / str(number), number)))
            )
            for number in (FEW, MANY)
        )
        yield few, many


def main() -> int:
    """Measure on every database there is; 1 where a bound is broken."""
    failed = 0
    for kind in databases():
        with both(kind) as (few, many):
            print(
                f"| {kind} | {FEW}, ms | {MANY:,}, ms | ratio | bound | |",
                "|" + "---|" * 6,
                sep="\n",
            )
            for page in pages_of():
                row = measure(page, few, many)
                failed += not row.is_within_bound
                print(row.as_markdown(), flush=True)
            print()
    print(f"{failed} FAILED" if failed else "All bounds hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
