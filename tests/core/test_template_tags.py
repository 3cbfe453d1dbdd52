"""Template tags that every template may use."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from core.places import contribute, withdraw
from core.templatetags.desk import dial, json_ld, rich


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("020 7946 0000", "02079460000"),
        ("(020) 7946-0000", "02079460000"),
        ("+44 20 7946 0000", "+442079460000"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("+44(0) 20 7946 0000", "+442079460000"),
        ("+49 (0) 30 / 900 900", "+4930900900"),
        (" +1.202.555.0100 ", "+12025550100"),
        ("(0)20 7946 0000", "02079460000"),
        ("0049 (0)30 900", "0049030900"),
        ("+٤٤ ٢٠", "+4420"),
        ("²³", ""),
        ("+", "+"),
        ("", ""),
    ],
)
def test_number_is_dialled_as_telephones_need_it(written: str, dialled: str) -> None:
    assert dial(written) == dialled


DATA_BLOCK = re.compile(r'<script type="application/ld\+json">(.*)</script>', re.DOTALL)


def data_in(block: str) -> Any:
    """What a search engine reads from the block."""
    match = DATA_BLOCK.fullmatch(block)
    assert match
    assert not set(match.group(1)) & set("<>&\u2028\u2029")
    return json.loads(match.group(1))


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]>",
        "a & b &amp; c",
        "line\u2028separator\u2029",
        'quote " backslash \\ newline \n NUL \0',
        "emoji 🐈 and \u202eright to left",
    ],
)
def test_data_block_reads_as_it_was_and_cannot_be_left(text: str) -> None:
    assert data_in(json_ld({text: [text]})) == {text: [text]}


@given(st.text())
def test_no_text_leaves_the_data_block(text: str) -> None:
    assert data_in(json_ld({"name": text})) == {"name": text}


def test_data_block_knows_dates_and_translations() -> None:
    data = {"datePublished": datetime.date(2024, 5, 1), "name": gettext_lazy("Home")}

    assert data_in(json_ld(data)) == {"datePublished": "2024-05-01", "name": "Home"}


def test_data_block_is_not_escaped_by_templates() -> None:
    template = Template("{{ data|json_ld }}")

    assert data_in(template.render(Context({"data": {"name": "A"}}))) == {"name": "A"}


@pytest.mark.django_db
def test_rich_text_resolves_its_links() -> None:
    html = rich(RichText('<p>A <a linktype="page" id="999999">link</a> &amp; more</p>'))

    assert html == "<p>A <a>link</a> &amp; more</p>"
    assert isinstance(html, SafeString)


def test_rich_text_prepared_before_is_taken_as_it_is() -> None:
    text = RichText("<p>as stored</p>")
    text.expanded_html = "<p>as prepared</p>"

    assert rich(text) == "<p>as prepared</p>"


def test_place_shows_what_was_contributed() -> None:
    @contribute("test.place")
    def greet(context: Context) -> SafeString:
        return format_html("<b>{}</b>", context["name"])

    try:
        html = Template('[{% place "test.place" %}]').render(Context({"name": "Mina"}))
    finally:
        withdraw("test.place", greet)

    assert html == "[<b>Mina</b>]"


def test_place_escapes_what_is_not_marked_safe() -> None:
    @contribute("test.place")
    def careless(_context: Context) -> Any:
        return "<script>"

    try:
        html = Template('{% place "test.place" %}').render(Context())
    finally:
        withdraw("test.place", careless)

    assert html == "&lt;script&gt;"


def test_place_nobody_contributed_to_is_empty() -> None:
    assert Template('[{% place "test.nowhere" %}]').render(Context()) == "[]"
