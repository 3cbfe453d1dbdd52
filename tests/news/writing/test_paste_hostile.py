"""Whatever is on a clipboard, nothing but text, emphasis and addresses of the web comes through."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.writing.paste import TURNS, blocks_from
from news.writing.paste_html import TooMuchToPasteError, pieces_of

# All that the editor's rich text knows, as it writes it.
ALLOWED = re.compile(
    r"</?(?:p|b|i|sup|sub|ul|ol|li)>|<br/>|</a>|<a href=\"(?:https?|mailto|tel):[^\"<>\s]*\">"
)
# Generous, for machines that do much else; most take a tenth.
SECONDS = 10


def is_clean(html: str) -> bool:
    """Whether the HTML is of known tags alone."""
    return "<" not in ALLOWED.sub("", html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>ok",
        "<script>alert(1)",
        "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>ok",
        "<scr<script>ipt>alert(1)</script>ok",
        '<p onclick="alert(1)" onmouseover=alert(1)>ok</p>',
        '<img src=x onerror="alert(1)">ok',
        '<svg onload="alert(1)"><script>alert(1)</script><text>alert(1)</text></svg>ok',
        '<math><mtext><img src=x onerror="alert(1)"></mtext></math>ok',
        '<iframe src="javascript:alert(1)">alert(1)</iframe>ok',
        '<object data="evil.swf">alert(1)</object><embed src="evil.swf">ok',
        '<style>p{background:url("javascript:alert(1)")}</style>ok',
        "<style>@import 'https://evil.example/alert(1).css'",
        '<form action="https://evil.example/alert(1)"><input value="alert(1)">ok</form>',
        '<form><button formaction="javascript:alert(1)">alert(1)</button><select><option>alert(1)'
        "</option></select></form>ok",
        '<meta http-equiv="refresh" content="0;url=https://evil.example/alert(1)">ok',
        '<base href="https://evil.example/alert(1)/">ok',
        '<link rel="stylesheet" href="https://evil.example/alert(1).css">ok',
        '<a href="javascript:alert(1)">ok</a>',
        '<a href="JaVaScRiPt&colon;alert(1)">ok</a>',
        '<a href="data:text/html;base64,alert(1)">ok</a>',
        "<a href='https://example.org/\"onmouseover=\"x'>ok</a>",
        '<img src="data:image/svg+xml,<svg onload=alert(1)>">ok',
        "<template><p>alert(1)</p></template>ok",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">ok</p></noscript>ok',
        "<textarea><script>alert(1)</script></textarea>ok",
        "<title><script>alert(1)</script></title>ok",
        "<!--><script>alert(1)</script>-->ok",
        "<!-- --!><script>alert(1)</script>--> ok",
        "<![CDATA[<script>alert(1)</script>]]>ok",
        "<?xml <script>alert(1)</script>?>ok",
        '<p style="x:expression(alert(1))">ok</p>',
        "\x00<scr\x00ipt>\x00ok",
        "ok <",
        "ok <p",
        "ok <a href='",
        'ok <b b="',
    ],
)
def test_hostile_html_leaves_nothing_behind(html: str) -> None:
    values = [str(value) for _, value in blocks_from(html, turned=set(TURNS)).blocks]

    assert all(is_clean(value) for value in values), values
    assert not any("onmouseover" in value and '"onmouseover' in value for value in values)


def test_text_of_scripts_is_not_taken_for_text() -> None:
    html = "<p>one</p><script>two()</script><style>three{}</style><p>four</p>"

    assert [piece.text for piece in pieces_of(html)] == ["one", "four"]


@given(st.text(alphabet="<>/=\"'! -&;abipultro\n", max_size=200))
def test_any_text_becomes_clean_blocks(html: str) -> None:
    for name, value in blocks_from(html, turned=set(TURNS)).blocks:
        assert name != "paragraph" or is_clean(value)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "deep" + "</div>" * 10_000,
        "<ul><li>" * 10_000 + "deep",
        "<b><i>" * 10_000 + "deep",
        "<blockquote>" * 10_000 + "deep",
        "<table><tr><td>" * 10_000 + "deep",
    ],
)
def test_ten_thousand_nested_elements_are_read_in_time(html: str) -> None:
    began = time.monotonic()

    assert [piece.text for piece in pieces_of(html)] == ["deep"]
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    "part",
    ["<", "<a ", "<!--", "<![if ", "&", "<p", "</b>", "<b>", "<a href='", "<li>x", "<p>x", "x<br>"],
)
def test_a_million_characters_are_read_or_refused_in_time(part: str) -> None:
    html = part * (1_000_000 // len(part))
    began = time.monotonic()

    try:
        blocks = blocks_from(html).blocks
    except TooMuchToPasteError:
        blocks = []

    assert time.monotonic() - began < SECONDS
    assert all(is_clean(str(value)) for name, value in blocks if name == "paragraph")


def test_more_parts_than_any_text_has_are_refused_as_a_whole() -> None:
    with pytest.raises(TooMuchToPasteError):
        pieces_of("<p>x</p>" * 6_000)
    with pytest.raises(TooMuchToPasteError):
        pieces_of("<i>x</i>" * 60_000)
