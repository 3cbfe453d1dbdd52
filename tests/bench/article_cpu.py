"""What an article costs the processor, beside the same article served by Wagtail unaided.

`make bench-article` makes a site with the demo content, starts one process that serves it as we do
and one that serves it as the twin does (tests.bench.twin), and has them serve the same articles in
turns, round by round. It prints a table and fails where ours takes more than BOUND of the twin's.

Nothing is kept of any answer: every request goes through all middleware, database and templates.
Compressing is left out on both sides (the twin, like a new Wagtail project, does not).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

from tests.bench.sites import Environment, databases, demo_site
from tests.bench.workers import Worker, worker

OURS, TWIN = "site_project.settings.local", "tests.bench.twin.settings"
ARTICLES = {
    "few words": "/news-desk/a-letter-about-silence/",
    "picture, ordinary blocks": "/news-desk/the-winter-the-reading-rooms-stayed-open/",
    "every kind of block": "/news-desk/how-we-tell-a-story/",
}
BOUND = 0.55
ROUNDS, REQUESTS_PER_ROUND = 30, 10


@dataclass(frozen=True)
class Cost:
    """An article's cost: milliseconds of the processor and queries, ours and the twin's."""

    article: str
    ours_ms: float
    twin_ms: float
    ours_queries: int
    twin_queries: int

    @property
    def ratio(self) -> float:
        """Ours as a part of the twin's."""
        return self.ours_ms / self.twin_ms


@contextmanager
def both(environment: Environment) -> Iterator[tuple[Worker, Worker]]:
    """Ours and the twin, each in a process of its own on the same database."""
    with worker(OURS, environment) as ours, worker(TWIN, environment) as twin:
        yield ours, twin


def cost(ours: Worker, twin: Worker, article: str, rounds: int = ROUNDS) -> Cost:
    """Have both serve the article in turns; medians of the rounds' means."""
    path = ARTICLES[article]
    for one in (ours, twin):
        one.warm_up(path)
    means: dict[Worker, list[float]] = {ours: [], twin: []}
    for number in range(rounds):
        # Whoever comes second finds the machine as the first has left it.
        for one in (ours, twin) if number % 2 else (twin, ours):
            means[one].append(fmean(one.cpu(path, REQUESTS_PER_ROUND)) * 1000)
    return Cost(
        article,
        median(means[ours]),
        median(means[twin]),
        len(ours.queries(path)),
        len(twin.queries(path)),
    )


def table(kind: str, costs: list[Cost]) -> str:
    """The costs as Markdown."""
    lines = [
        f"| Article ({kind}) | ours, ms | queries | plain Wagtail, ms | queries | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for each in costs:
        ours, twin = f"{each.ours_ms:.1f}", f"{each.twin_ms:.1f}"
        lines.append(
            f"| {each.article} | {ours} | {each.ours_queries} | {twin} | {each.twin_queries} "
            f"| {each.ratio:.2f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure on every database there is; 1 where an article is above the bound."""
    highest = 0.0
    for kind in databases():
        with (
            TemporaryDirectory(prefix="news-desk-bench-") as folder,
            demo_site(kind, Path(folder)) as environment,
            both(environment) as (ours, twin),
        ):
            costs = [cost(ours, twin, article) for article in ARTICLES]
            print(table(kind, costs), end="\n\n", flush=True)
            highest = max(highest, *(each.ratio for each in costs))
    verdict = "ok" if highest <= BOUND else "FAILED"
    print(f"Highest ratio {highest:.2f}, bound {BOUND}: {verdict}")
    return 0 if highest <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
