"""Pasted HTML becomes the blocks one expects, whatever program wrote it."""

from __future__ import annotations

import pytest

from news.writing.paste import CASE_STUDY_LINKS, PULL_QUOTES, blocks_from
from tests.news.writing.clipboard import PROGRAMS, copied_from, expected_blocks


def paragraph(html: str) -> str:
    """The one paragraph block that this becomes."""
    [(name, value)] = blocks_from(html).blocks
    assert name == "paragraph"
    return str(value)


@pytest.mark.parametrize("program", PROGRAMS)
def test_copy_from_a_program_becomes_the_expected_blocks(program: str) -> None:
    pasted = blocks_from(copied_from(program))

    assert pasted.blocks == expected_blocks(program)
    assert pasted.offers == {}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("just text", "<p>just text</p>"),
        ("<span>one</span> <span> two</span>", "<p>one two</p>"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<div>one<div>two</div>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        ("one<br>two<br><br>three", "<p>one<br/>two</p><p>three</p>"),
        ("a&nbsp; &nbsp;b&nbsp;c", "<p>a b c</p>"),
        ("5&nbsp;km, «&nbsp;oui&nbsp;»", "<p>5\u00a0km, «\u00a0oui\u00a0»</p>"),
        ("soft&shy;hyphen zero&#8203;width &#65279;mark", "<p>softhyphen zerowidth mark</p>"),
        ("&#x1f468;&#x200d;&#x1f33e;", "<p>👨\u200d🌾</p>"),
        ("1 &lt; 2 &amp; 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("1 < 2", "<p>1 &lt; 2</p>"),
        ("<b>a</b><i>b</i><b><i>c</i></b>", "<p><b>a</b><i>b</i><b><i>c</i></b></p>"),
        ('<b style="font-weight:normal">not <strong>bold</strong></b>', "<p>not <b>bold</b></p>"),
        ('<span style="font-weight:300">thin</span>', "<p>thin</p>"),
        ('<em style="font-style: normal">plain</em>', "<p>plain</p>"),
        ("<u>a</u><s>gone</s><font color=red>b</font><mark>c</mark>", "<p>abc</p>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        (
            "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>",
            "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>",
        ),
        ("<ul><li></li><li> </li><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<p>• one</p><p>• two</p>", "<ul><li>one</li><li>two</li></ul>"),
        ("<p>- and so on</p>", "<p>- and so on</p>"),
        ("<table><tr><td>a<td>b</table>", "<p>a</p><p>b</p>"),
        ("<pre>a\nb</pre>", "<p>a b</p>"),
        ("<!-- x --><p>a</p><!--[if mso]><p>b</p><![endif]-->", "<p>a</p>"),
    ],
)
def test_what_remains_is_text_lists_and_emphasis(html: str, expected: str) -> None:
    assert paragraph(html) == expected


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        (
            "https://example.org/a?utm_source=x&y=1#z",
            "https://example.org/a?utm_source=x&amp;y=1#z",
        ),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("tel:+4420", "tel:+4420"),
        (" https://example.org/ ", "https://example.org/"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("&#106;avascript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("file:///C:/secret", None),
        ("/relative", None),
        ("#fragment", None),
        ("//example.org", None),
        ("https:", None),
        ("http://[", None),
    ],
)
def test_addresses_are_kept_as_they_are_or_dropped(href: str, kept: str | None) -> None:
    expected = f'<p><a href="{kept}">words</a></p>' if kept else "<p>words</p>"

    assert paragraph(f'<a href="{href}">words</a>') == expected


@pytest.mark.parametrize(
    ("html", "levels"),
    [
        ("<h1>a</h1><h2>b</h2><h3>c</h3>", ["h2", "h2", "h3"]),
        ("<h2>a</h2><h3>b</h3><h4>c</h4>", ["h2", "h3", "h3"]),
        ("<h4>a</h4><h5>b</h5>", ["h2", "h3"]),
        ("<p style='mso-outline-level:1'>a</p><p style='mso-outline-level:3'>b</p>", ["h2", "h3"]),
    ],
)
def test_headings_become_sections_and_their_parts(html: str, levels: list[str]) -> None:
    blocks = blocks_from(html).blocks

    assert [name for name, _ in blocks] == ["heading"] * len(levels)
    assert [value["level"] for _, value in blocks] == levels


def test_heading_longer_than_its_field_stays_text() -> None:
    assert paragraph(f"<h2>{'long ' * 60}</h2>").startswith("<p>long long")


def test_nothing_visible_becomes_nothing() -> None:
    pasted = blocks_from(
        '<p>&nbsp;</p><img src="https://example.org/a.png"><p style="display:none">x'
    )

    assert pasted.blocks == []
    assert pasted.offers == {}


QUOTATIONS = [
    {
        "quotation": "We lent more books",
        "speaker": "Maren Holt",
        "speaker_description": "librarian, Holmby",
    },
    {
        "quotation": "Nobody asked us.",
        "speaker": "Ilse Brandt",
        "speaker_description": "former volunteer",
    },
    {
        "quotation": "The keys were handed back on a Tuesday.",
        "speaker": "Tom Okafor",
        "speaker_description": "caretaker",
    },
    {
        "quotation": "„Wir bleiben offen“",
        "speaker": "Jana Weiß",
        "speaker_description": "Bibliothekarin",
    },
]


def test_quotations_stay_text_until_asked_for() -> None:
    pasted = blocks_from(copied_from("quotations"))

    assert [name for name, _ in pasted.blocks] == ["paragraph", "heading", "paragraph"]
    assert pasted.offers == {PULL_QUOTES: 4}


def test_quotations_become_pull_quotes_under_their_heading() -> None:
    pasted = blocks_from(copied_from("quotations"), turned={PULL_QUOTES})

    assert pasted.blocks == [
        ("paragraph", "<p>Four people told us about it.</p>"),
        ("pull_quotes", {"heading": "What they said", "quotations": QUOTATIONS}),
        ("paragraph", "<p>And that was all.</p>"),
    ]
    assert pasted.offers == {}


def test_links_stay_text_until_asked_for() -> None:
    pasted = blocks_from(copied_from("links"))

    assert [name for name, _ in pasted.blocks] == ["heading", "paragraph"]
    assert pasted.offers == {CASE_STUDY_LINKS: 3}


def test_links_become_case_study_links_under_their_heading() -> None:
    pasted = blocks_from(copied_from("links"), turned={CASE_STUDY_LINKS})

    assert pasted.blocks == [
        (
            "case_study_links",
            {
                "heading": "Read on",
                "links": [
                    {
                        "label": "How Holmby did it",
                        "address": "https://example.org/holmby",
                        "description": "",
                    },
                    {
                        "label": "Marl",
                        "address": "https://example.org/marl",
                        "description": "the bakery that opens at seven",
                    },
                    {"label": "", "address": "https://example.org/report.pdf", "description": ""},
                ],
            },
        )
    ]


def test_both_are_offered_and_turned_independently() -> None:
    html = copied_from("quotations") + copied_from("links")

    assert blocks_from(html).offers == {PULL_QUOTES: 4, CASE_STUDY_LINKS: 3}
    turned = blocks_from(html, turned={CASE_STUDY_LINKS})
    assert turned.offers == {PULL_QUOTES: 4}
    assert turned.blocks[-1][0] == "case_study_links"


def test_single_quotation_or_link_is_not_offered() -> None:
    assert blocks_from("<p>“One.” – Maren Holt</p><p>And on.</p>").offers == {}
    assert blocks_from('<p><a href="https://example.org/">One</a></p><p>And on.</p>').offers == {}


def test_more_quotations_than_a_block_holds_become_several_blocks() -> None:
    html = "<h2>All</h2>" + "<p>“One.” – Maren Holt</p>" * 60

    blocks = blocks_from(html, turned={PULL_QUOTES}).blocks

    assert [len(value["quotations"]) for _, value in blocks] == [50, 10]
    assert [value["heading"] for _, value in blocks] == ["All", ""]
