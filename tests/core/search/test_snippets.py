"""What is shown of a text."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from core.search import marked, parse, snippet
from core.search.snippets import LENGTH

HOSTILE = [
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; b",
    "<b onmouseover=alert(1)>b</b>",
    "\"><img src=x onerror='alert(1)'> script",
    "<mark>script</mark><mark",
    "script <!-- b --> ]]> {{ b }} {% b %}",
]
FILLER = "Nothing of interest stands in this long sentence, nor in the one after it. " * 20


def shown(text: str, typed: str) -> str:
    """The snippet of a text."""
    return str(snippet([text], parse(typed)))


def test_words_are_marked_where_they_stand() -> None:
    assert shown("The harbour is open.", "harbour ") == "The <mark>harbour</mark> is open."


def test_stretch_round_the_words_is_cut_out_between_words() -> None:
    text = shown(f"{FILLER} A harbour. {FILLER}", "harbour ")

    assert "<mark>harbour</mark>" in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(strip_tags(text)) <= LENGTH + 4
    inner = strip_tags(text).strip("… ")
    assert f" {inner} " in " ".join(f"{FILLER} A harbour. {FILLER}".split())


def test_stretch_with_most_of_the_words_is_taken() -> None:
    text = shown(f"A harbour. {FILLER} The council met at the harbour.", "harbour council ")

    assert "<mark>council</mark> met at the <mark>harbour</mark>" in text


def test_beginning_marks_the_whole_word() -> None:
    assert "<mark>Libraries</mark>" in shown("Libraries and a library", "librar")
    assert "<mark>library</mark>" in shown("Libraries and a library", "librar")


def test_phrase_is_marked_as_a_whole_and_its_words_are_not() -> None:
    text = shown("A public library for the public.", '"public library"')

    assert text == "A <mark>public library</mark> for the public."


@pytest.mark.parametrize("typed", ["creme ", "CRÈME ", "crème "])
@pytest.mark.parametrize("text", ["Crème brûlée", "Cre\u0300me bru\u0302le\u0301e", "creme"])
def test_case_and_accents_do_not_matter(typed: str, text: str) -> None:
    assert re.match(r"<mark>[Cc]r[^ ]+me</mark>", shown(text, typed))


def test_markdown_s_signs_are_taken_out() -> None:
    text = "## A heading\n\n* one\n* two\n\n> “Said” they.\n\n| Town | Loans |\n| Leeds | 12 |"

    assert shown(text, "said ") == (
        "A heading one two “<mark>Said</mark>” they. Town · Loans · Leeds · 12"
    )


def test_first_text_that_has_a_word_is_taken() -> None:
    words = parse("harbour ")

    assert "summary" in snippet(["Nothing here.", "A harbour in the summary."], words)
    assert "summary" in snippet(["Nothing here.", "Only a summary."], words)
    assert snippet(["Only the text.", ""], words) == "Only the text."
    assert snippet([], words) == ""


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("typed", ["script ", "alert ", "<script>", "lt ", "amp ", "b "])
def test_nothing_in_a_text_is_html(text: str, typed: str) -> None:
    for html in (shown(text, typed), str(marked(text, parse(typed)))):
        assert "<" not in html.replace("<mark>", "").replace("</mark>", "")


@given(st.text(max_size=600), st.text(max_size=30))
def test_any_text_is_marked_without_change(text: str, typed: str) -> None:
    html = str(marked(text, parse(typed)))
    shown_text = html.replace("<mark>", "").replace("</mark>", "")

    assert html.count("<mark>") == html.count("</mark>")
    for sign, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&#x27;"),
    ):
        text = text.replace(sign, entity)
    assert shown_text == text


@given(
    st.text(alphabet="ab \n#*|é新<&", max_size=2000), st.sampled_from(["a", "ab ", "新", '"a b"'])
)
def test_snippet_of_any_text_is_short(text: str, typed: str) -> None:
    assert len(strip_tags(shown(text, typed)).replace("&lt;", "<").replace("&amp;", "&")) <= (
        LENGTH + 4
    )
