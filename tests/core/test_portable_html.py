"""HTML for readers elsewhere."""

from __future__ import annotations

import pytest

from core.portable_html import portable_html, whole_address

PAGE = "https://desk.example/news-desk/article/"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ('<a href="/about/">x</a>', '<a href="https://desk.example/about/">x</a>'),
        ('<a href="#note">x</a>', f'<a href="{PAGE}#note">x</a>'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="https://[x">x</a>', "<a>x</a>"),
        ('<a title="a &quot; &lt;b">x</a>', '<a title="a &quot; &lt;b">x</a>'),
        ("<a>gone</a>", "<a>gone</a>"),
        ('<div class="x"><span>words</span></div>', "words"),
        ("one<br>two", "one<br>two"),
        ('<form action="/"><input name="a"><button>Go</button></form>after', "after"),
        ("<script>if (a < b) {}</script>after", "after"),
        ('<iframe src="https://player.example/"></iframe>after', "after"),
        ("<p>a</p>\n\n   \n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        (
            '<picture><source srcset="/a.avif 1w"><img src="/a.jpg" srcset="/b.jpg 2w" alt="A" '
            'width="4" height="3" loading="lazy"></picture>',
            '<img src="https://desk.example/a.jpg" alt="A" width="4" height="3">',
        ),
        (
            '<figure class="embed"><a href="https://v.example/1">The vote</a>'
            "<figcaption>Plays <b>at</b> V.</figcaption></figure><figcaption>kept</figcaption>",
            '<figure><a href="https://v.example/1">The vote</a></figure>'
            "<figcaption>kept</figcaption>",
        ),
    ],
)
def test_keeps_what_any_reader_shows(ours: str, theirs: str) -> None:
    assert portable_html(ours, PAGE) == theirs


def test_addresses_of_other_kinds_are_none() -> None:
    assert whole_address(PAGE, "data:text/html,x") is None
    assert whole_address(PAGE, "../other/") == "https://desk.example/news-desk/other/"
