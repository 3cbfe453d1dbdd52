"""What `make bench-reading` measures, and the bounds each has to keep.

Addresses are found on the site itself, for each site anew: by its links, by its sitemap, and for
last pages by looking for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol
from urllib.parse import quote, urlsplit

from django.utils.text import slugify

from tests.bench import dataset
from tests.bench.links import articles_on, last_page, numbered
from tests.bench.workers import Worker

DESK = "/news-desk/"
TOPIC = f"{DESK}topics/{slugify(dataset.COMMON)}/"
RARE_TOPIC = f"{DESK}topics/{slugify(dataset.RARE)}/"
SOURCE = f"{DESK}sources/outlet-01/"
YEAR, MONTH = f"{DESK}2015/", f"{DESK}2015/09/"
# A hit is shown with what was sought marked.
HIT = "<mark>"
# Of two letters only names of topics and sources are suggested; make_articles calls these Outlet.
OUTLET = "outlet"
# What make_articles puts into one of a thousand articles, into one of twenty, into most.
RARE_WORD, MIDDLING_WORDS, COMMON_WORD = "kestrel", ("harbour", "orchard"), "council"


class Bound(Protocol):
    """What a page has to keep."""

    def holds(self, ratio: float, many_ms: float) -> bool:
        """Whether it does."""
        ...


@dataclass(frozen=True)
class AtMostTimes:
    """At most so many times what it takes with few articles."""

    times: float

    def holds(self, ratio: float, many_ms: float) -> bool:
        """Whether it does."""
        return ratio <= self.times

    def __str__(self) -> str:
        return f"ratio {self.times}"


@dataclass(frozen=True)
class Under:
    """Less than so many milliseconds with many articles."""

    ms: float

    def holds(self, ratio: float, many_ms: float) -> bool:
        """Whether it does."""
        return many_ms < self.ms

    def __str__(self) -> str:
        return f"{self.ms:.0f} ms"


@dataclass(frozen=True)
class Page:
    """A page to measure: how to find it on a site; empty where the site has none."""

    name: str
    path: Callable[[Worker], str]
    bound: Bound | None = None
    cold: bool = False
    # What has to be on it: a quick answer that shows nothing proves nothing.
    shows: str = ""


def fixed(path: str) -> Callable[[Worker], str]:
    """A page whose address is the same everywhere."""
    return lambda site: path


@cache
def last(path: str, site: Worker, part: float = 1) -> str:
    """The last page of a list; or the one after this part of all."""
    return numbered(path, max(1, round(last_page(site, path) * part)))


def article(site: Worker) -> str:
    """An article in the middle of the list."""
    return next(articles_on(site.get(last(DESK, site, 0.5)).body, DESK), "")


def sitemap_of_articles(site: Worker) -> str:
    """The first part of the sitemap that lists articles."""
    parts = re.findall(r"<loc>([^<]+)</loc>", site.get("/sitemap.xml").body)
    addresses = [urlsplit(part)._replace(scheme="", netloc="").geturl() for part in parts]
    return next((each for each in addresses if "article" in each), "")


def sentence_of(site: Worker) -> list[str]:
    """Words that follow each other in some article."""
    text = site.get(article(site)).body.rpartition("article-body")[2]
    found = re.search(r"<p[^>]*>\s*(\w+(?: \w+){5})", text)
    return found[1].split() if found else []


def search(*words: str) -> str:
    """The address of a search."""
    return f"/search/?q={quote(' '.join(words))}"


def suggest(letters: str) -> str:
    """The address of the suggestions for these letters."""
    return f"/search/suggest/?q={letters}"


def phrase(site: Worker) -> str:
    """A search for three words in their order."""
    return search('"' + " ".join(sentence_of(site)[1:4]) + '"')


def pages_of() -> list[Page]:
    """Everything that is measured, in the order of the table."""
    same = AtMostTimes(1.5)
    return [
        Page("desk, first page", fixed(DESK), same),
        Page("desk, first page", fixed(DESK), cold=True),
        Page("desk, middle page", partial(last, DESK, part=0.5)),
        Page("desk, last page", partial(last, DESK), same),
        Page("topic of half of all", fixed(TOPIC), same),
        Page("topic of half of all", fixed(TOPIC), cold=True),
        Page("topic of half of all, last page", partial(last, TOPIC)),
        Page("topic of twenty", fixed(RARE_TOPIC), same),
        Page("source, most articles", fixed(SOURCE)),
        Page("source, most articles", fixed(SOURCE), cold=True),
        Page("year", fixed(YEAR)),
        Page("month", fixed(MONTH)),
        Page("topic and year", fixed(f"{TOPIC}?year=2015")),
        Page("topic and year", fixed(f"{TOPIC}?year=2015"), cold=True),
        Page("article", article),
        Page("article", article, cold=True),
        Page("feed (RSS)", fixed(f"{DESK}feed/rss/")),
        Page("sitemap, index", fixed("/sitemap.xml")),
        Page("sitemap, articles", sitemap_of_articles),
        Page("search, rare word", fixed(search(RARE_WORD)), Under(40), shows=HIT),
        Page("search, middling word", fixed(search(MIDDLING_WORDS[0])), Under(120), shows=HIT),
        Page("search, very common word", fixed(search(COMMON_WORD)), Under(300), shows=HIT),
        Page("search, two middling words", fixed(search(*MIDDLING_WORDS)), shows=HIT),
        Page("search, phrase", phrase, shows=HIT),
        *(
            Page(f"suggestions for {letters}", fixed(suggest(letters)), Under(30), shows='"text"')
            for letters in (OUTLET[:2], COMMON_WORD[:3], COMMON_WORD[:5], RARE_WORD[:5])
        ),
    ]
