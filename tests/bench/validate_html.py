"""The Nu checker (validator.w3.org/nu) on every page: `make validate-html`.

Starts a demo site, fills it with content at its extremes, and hands every page to the checker as a
browser receives it, with the style sheet; the feeds that pages link to are given to feedparser,
since the checker knows no feeds. Errors make it fail; warnings are listed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urljoin

import feedparser

from tests.bench.npm import installed, program
from tests.e2e.site import RunningSite, running_site
from tests.extremes.views import PAGES, make_on

VERSION = "26.9.27"
LINK = re.compile(r"<link\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
FEED_TYPES = {"application/rss+xml", "application/atom+xml"}


def fetch(url: str) -> bytes:
    """What is at the address, be it an error page."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 -- our own site
            return bytes(answer.read())
    except urllib.error.HTTPError as refusal:
        return refusal.read()


def links(html: str, rel: str) -> list[dict[str, str]]:
    """The page's links of this relation."""
    found = [dict(ATTRIBUTE.findall(link)) for link in LINK.findall(html)]
    return [link for link in found if link.get("rel") == rel]


def save(site: RunningSite, folder: Path) -> tuple[dict[str, str], set[str]]:
    """Save every page and style sheet; what each file is, and the addresses of the feeds."""
    made = make_on(site)
    pages = {
        name: fetch(site.url + quote(path, safe="/?=&%")).decode()
        for name, path in (made.paths | PAGES).items()
    }
    names: dict[str, str] = {}
    feeds: set[str] = set()
    for number, (name, html) in enumerate((pages | made.errors).items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        names[file.name] = name
        feeds |= {
            urljoin(site.url, link["href"])
            for link in links(html, "alternate")
            if link.get("type") in FEED_TYPES
        }
    for link in links(pages["home"], "stylesheet"):
        (folder / "site.css").write_bytes(fetch(urljoin(site.url, link["href"])))
        names["site.css"] = "style sheet"
    return names, feeds


def check(folder: Path) -> list[dict[str, Any]]:
    """What the checker says of the files in the folder."""
    checker = installed("vnu-jar", VERSION) / "build" / "dist" / "vnu.jar"
    java = program("java", "to run the Nu checker")
    options = ["--format", "json", "--exit-zero-always", "--also-check-css"]
    done = subprocess.run(
        [java, "-jar", str(checker), *options, str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return messages


def told(messages: list[dict[str, Any]], names: dict[str, str]) -> dict[str, set[str]]:
    """The pages that each message is about, errors told from warnings."""
    about: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        kind = "error" if message["type"] == "error" else message.get("subType", "info")
        # The checker quotes where in a page it is; the same fault reads the same on every page.
        extract = message.get("extract", "").strip()[:120]
        page = names[message["url"].rpartition("/")[2]]
        about[f"{kind}: {message['message']} [{extract}]"].add(page)
    return about


def main() -> int:
    """Check everything; 1 if anything breaks the standard."""
    with TemporaryDirectory(prefix="news-desk-html-") as name:
        root, folder = Path(name), Path(name) / "pages"
        folder.mkdir()
        with running_site(root / "site") as site:
            names, feeds = save(site, folder)
            broken = [url for url in sorted(feeds) if feedparser.parse(fetch(url)).bozo]
        about = told(check(folder), names)
    for message, pages in sorted(about.items()):
        print(f"{message}\n    {', '.join(sorted(pages))}")
    errors = sum(message.startswith("error") for message in about)
    for url in broken:
        print(f"not a well-formed feed: {url}")
    print(f"{len(names)} pages and sheets, {len(feeds)} feeds: {errors} errors,", end=" ")
    print(f"{len(about) - errors} warnings, {len(broken)} broken feeds")
    return 1 if errors or broken else 0


if __name__ == "__main__":
    sys.exit(main())
