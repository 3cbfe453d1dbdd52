"""Lighthouse on the pages readers see most: `make lighthouse`.

Starts a demo site as `make run` does, looks at each page as a telephone and as a desktop computer,
three times each, and prints the median of every category. Every audit that is not passed is named
with its reason, also those that count for nothing; a median below 100 makes this fail.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.npm import installed, program
from tests.e2e.conftest import QUIET, chromium_program
from tests.e2e.site import running_site

VERSION = "13.5.0"
RUNS = 3
PERFORMANCE, ACCESSIBILITY, PRACTICES = "performance", "accessibility", "best-practices"
EXCEPT_SEARCH_ENGINES = (PERFORMANCE, ACCESSIBILITY, PRACTICES)
ALL = (*EXCEPT_SEARCH_ENGINES, "seo")
PRESETS = {"mobile": (), "desktop": ("--preset=desktop",)}

# What a site at http://localhost cannot pass. Lighthouse itself gives these no weight there.
CANNOT_PASS = {
    "has-hsts": "the header means something over HTTPS only; production sends it",
    "redirects-http": "there is no HTTPS to redirect to; production redirects",
}
# How Lighthouse marks what does not concern a page, or what a person would have to look at.
NOT_APPLIED = {"notApplicable", "manual", "informative"}


@dataclass(frozen=True)
class Page:
    """A page and the categories in which it has to reach 100."""

    name: str
    path: str
    categories: tuple[str, ...] = ALL


PAGES = (
    Page("article with picture", "/news-desk/the-winter-the-reading-rooms-stayed-open/"),
    Page("article, every block", "/news-desk/how-we-tell-a-story/"),
    Page("desk", "/news-desk/"),
    Page("topic", "/news-desk/topics/volunteers/"),
    # Not for search engines, and says so.
    Page("search", "/search/?q=library", EXCEPT_SEARCH_ENGINES),
    Page("search, nothing found", "/search/?q=zzyzx", EXCEPT_SEARCH_ENGINES),
)


@dataclass(frozen=True)
class Look:
    """What Lighthouse found in one look at a page."""

    report: dict[str, Any]

    def score(self, category: str) -> int:
        """The category's score of 100; 0 where Lighthouse could not tell."""
        return round((self.report["categories"][category]["score"] or 0) * 100)

    def not_passed(self, category: str) -> dict[str, str]:
        """The audits below their best, each with its weight and reason."""
        found = {}
        for reference in self.report["categories"][category]["auditRefs"]:
            audit = self.report["audits"][reference["id"]]
            is_passed = audit["score"] == 1 or audit["scoreDisplayMode"] in NOT_APPLIED
            if not is_passed or reference["id"] in CANNOT_PASS:
                reason = CANNOT_PASS.get(reference["id"]) or _reason(audit)
                found[reference["id"]] = f"weight {reference['weight']:.0f}: {reason}"
        return found


def _reason(audit: dict[str, Any]) -> str:
    said = (audit.get(name) for name in ("errorMessage", "explanation", "displayValue"))
    what = next((each for each in said if each), "")
    items = (audit.get("details") or {}).get("items") or []
    where = [_where(item) for item in items if isinstance(item, dict)][:3]
    return "; ".join(part for part in (audit["title"], what, *where) if part)


def _where(item: dict[str, Any]) -> str:
    node = item.get("node") or {}
    return str(node.get("selector") or item.get("url") or item.get("description") or "")


def look(url: str, preset: str, folder: Path) -> Look:
    """Have Lighthouse look at the page once, in a browser of its own."""
    report = folder / "report.json"
    subprocess.run(
        [
            *(program("node", "to run Lighthouse"), str(_program()), url, "--quiet"),
            *("--output=json", f"--output-path={report}", "--no-enable-error-reporting"),
            f"--only-categories={','.join(ALL)}",
            f"--chrome-flags=--headless=new {' '.join(QUIET)}",
            *PRESETS[preset],
        ],
        env=os.environ | {"CHROME_PATH": chromium_program()},
        check=True,
    )
    return Look(json.loads(report.read_text(encoding="utf-8")))


def _program() -> Path:
    return installed("lighthouse", VERSION) / "cli" / "index.js"


def answers(url: str) -> bool:
    """Whether there is a page to look at."""
    try:
        urllib.request.urlopen(url).close()  # noqa: S310 -- our own site
    except urllib.error.HTTPError:
        return False
    return True


def median_look(looks: list[Look], category: str) -> float:
    """The middle score of several looks."""
    return median(each.score(category) for each in looks)


def judge(page: Page, preset: str, looks: list[Look]) -> list[str]:
    """Print the page's line; return what is wrong with it."""
    scores = {category: median_look(looks, category) for category in ALL}
    print(f"| {page.name} | {preset} | {' | '.join(f'{each:.0f}' for each in scores.values())} |")
    sys.stdout.flush()
    return [
        f"{page.name}, {preset}: {category} {scores[category]:.0f}"
        for category in page.categories
        if scores[category] < 100
    ]


def main() -> int:
    """Look at every page; 1 where a score that has to be 100 is lower."""
    wrong: list[str] = []
    named: dict[str, dict[str, str]] = defaultdict(dict)
    with TemporaryDirectory(prefix="news-desk-lighthouse-") as name:
        folder = Path(name)
        with running_site(folder / "site") as site:
            print("| Page | | performance | accessibility | best practices | SEO |")
            print("|---|---|---|---|---|---|")
            for page in PAGES:
                if not answers(site.url + page.path):
                    wrong.append(f"{page.name}: nothing answers at {page.path}")
                    continue
                for preset in PRESETS:
                    looks = [look(site.url + page.path, preset, folder) for _ in range(RUNS)]
                    wrong += judge(page, preset, looks)
                    for category in page.categories:
                        for each in looks:
                            for audit, reason in each.not_passed(category).items():
                                named[audit][f"{page.name}, {preset}"] = reason
    print("\nNot passed:" if named else "\nEvery audit is passed.")
    for audit, where in sorted(named.items()):
        # The first page's reason stands for all: they differ in milliseconds at most.
        print(f"* {audit}, {next(iter(where.values()))[:200]}\n  {'; '.join(where)}")
    print("\n".join(["", *wrong, "FAILED" if wrong else "ok"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
