"""Lines that are mostly a link are recognised as links to read on."""

from __future__ import annotations

import pytest

from news.writing.paste_html import pieces_of
from news.writing.paste_links import FoundLink, link_from

ADDRESS = "https://example.org/a"


def link_in(html: str) -> FoundLink | None:
    """What the one line is recognised as."""
    [piece] = pieces_of(html)
    return link_from(piece)


@pytest.mark.parametrize(
    ("html", "label", "description"),
    [
        (f'<a href="{ADDRESS}">The report</a>', "The report", ""),
        (f'<a href="{ADDRESS}">The report</a>.', "The report", ""),
        (f'<li><a href="{ADDRESS}"><b>The</b> report</a></li>', "The report", ""),
        (f'<a href="{ADDRESS}">The report</a> – in full', "The report", "in full"),
        (f'<a href="{ADDRESS}">The report</a>: all of it', "The report", "all of it"),
        (f'<a href="{ADDRESS}">The report</a> (PDF)', "The report", "PDF"),
        (f'<a href="{ADDRESS}">The report</a><br>In full', "The report", "In full"),
        (f'New: <a href="{ADDRESS}">The report of the year</a>', "The report of the year", "New:"),
        (f'<a href="{ADDRESS}">{ADDRESS}</a>', "", ""),
        (ADDRESS, "", ""),
        (f"The report: {ADDRESS}", "The report", ""),
        (f"The report – {ADDRESS}.", "The report", ""),
        (f"{ADDRESS} – the report", "", "the report"),
    ],
)
def test_line_that_is_mostly_a_link_is_one(html: str, label: str, description: str) -> None:
    assert link_in(html) == FoundLink(ADDRESS, label, description)


def test_address_without_scheme_gets_one() -> None:
    assert link_in("www.example.org/a") == FoundLink("https://www.example.org/a")


@pytest.mark.parametrize(
    "html",
    [
        "No link at all.",
        f'As <a href="{ADDRESS}">they</a> say, nobody has been there since the winter of 2019.',
        f'<a href="{ADDRESS}">One</a> <a href="https://example.org/b">Two</a>',
        '<a href="mailto:desk@example.org">Write to us</a>',
        f'<h2><a href="{ADDRESS}">The report</a></h2>',
        f'<a href="{ADDRESS}">{"long " * 60}</a>',
        f'<a href="https://example.org/{"a" * 2100}">The report</a>',
        f'<a href="{ADDRESS}">The report</a> – {"long " * 110}',
        "https://[broken",
    ],
)
def test_anything_else_is_not_a_link(html: str) -> None:
    assert link_in(html) is None
