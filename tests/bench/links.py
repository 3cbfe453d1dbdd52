"""Where a site's own links lead: how the benches find what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.bench.workers import Answer

PAGE = "page"


class Reader(Protocol):
    """Whatever can be asked for a page."""

    def get(self, path: str) -> Answer:
        """What is at the address."""
        ...


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append({name: value or "" for name, value in attrs})


def anchors(html: str) -> list[dict[str, str]]:
    """The attributes of all links of a page, in their order."""
    parser = _Anchors()
    parser.feed(html)
    return parser.found


def articles_on(html: str, desk: str) -> Iterator[str]:
    """The addresses of the articles that a list links to."""
    own = re.compile(re.escape(desk) + r"[^/?#]+/")
    reserved = {f"{desk}{name}/" for name in ("topics", "sources", "feed")}
    for anchor in anchors(html):
        href = anchor.get("href", "")
        is_year = re.fullmatch(re.escape(desk) + r"\d{4}/", href)
        if own.fullmatch(href) and href not in reserved and not is_year:
            yield href


def numbered(path: str, number: int) -> str:
    """The address of a list's page of this number."""
    parts = urlsplit(path)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != PAGE]
    query += [(PAGE, str(number))] if number > 1 else []
    return parts._replace(query=urlencode(query)).geturl()


def last_page(reader: Reader, path: str) -> int:
    """The number of a list's last page, found as nobody would: by halving.

    A page that answers and links to no next one is the last. What lies beyond it does not answer.
    """
    low, high = 1, 1
    while _has_next(reader, path, high):
        low, high = high + 1, high * 2
    while low < high:
        middle = (low + high) // 2
        if _has_next(reader, path, middle):
            low = middle + 1
        else:
            high = middle
    return low


def _has_next(reader: Reader, path: str, number: int) -> bool:
    answer = reader.get(numbered(path, number))
    if answer.status != 200:
        return False
    return any("next" in anchor.get("rel", "").split() for anchor in anchors(answer.body))
