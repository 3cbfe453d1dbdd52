"""The benches measure the right pages: they find a list's last page and its articles."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.bench.links import articles_on, last_page, numbered
from tests.bench.workers import Answer


@dataclass
class ListOfPages:
    """A list with so many pages; beyond them nothing answers."""

    pages: int

    def get(self, path: str) -> Answer:
        """A page that links to the next one, if there is one."""
        number = int(path.partition("page=")[2] or 1)
        if number > self.pages:
            return Answer(404, "")
        return Answer(200, '<a rel="next" href="?">Older</a>' if number < self.pages else "")


@pytest.mark.parametrize("pages", [1, 2, 3, 7, 8, 9, 5000])
def test_last_page_of_a_list_is_found(pages: int) -> None:
    assert last_page(ListOfPages(pages), "/list/") == pages


def test_page_numbers_join_what_is_asked_for_already() -> None:
    assert numbered("/list/?year=2015", 3) == "/list/?year=2015&page=3"
    assert numbered("/list/?page=9", 1) == "/list/"


def test_articles_are_told_from_other_links_of_a_list() -> None:
    html = (
        '<a href="/desk/">All</a><a href="/desk/2015/">2015</a><a href="/desk/topics/a/">A</a>'
        '<a href="/desk/one-1/">One</a><a href="/about/">About</a><a href="/desk/two-2/">Two</a>'
    )

    assert list(articles_on(html, "/desk/")) == ["/desk/one-1/", "/desk/two-2/"]
