"""What people type is taken apart, and nothing of it is syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search import Term, parse
from core.search.terms import MAX_LENGTH, MAX_TERMS


def texts(typed: str) -> list[str]:
    """The terms' texts."""
    return [term.text for term in parse(typed).terms]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("annual report ", [Term("annual"), Term("report")]),
        ("annual report", [Term("annual"), Term("report", begins=True)]),
        ('"annual report"', [Term("annual report", is_phrase=True)]),
        ('"annual report" x', [Term("annual report", is_phrase=True), Term("x")]),
        ('well "annual  report"', [Term("well"), Term("annual report", is_phrase=True)]),
        ("“annual report”", [Term("annual report", is_phrase=True)]),
        ('"annual report', [Term("annual"), Term("report", begins=True)]),
        ('one "two three" "four five', None),
        ("well-known ", [Term("well-known")]),
    ],
)
def test_words_phrases_and_a_last_beginning(typed: str, expected: list[Term] | None) -> None:
    if expected is None:
        expected = [
            Term("one"),
            Term("two three", is_phrase=True),
            Term("four"),
            Term("five", begins=True),
        ]

    assert list(parse(typed).terms) == expected


@pytest.mark.parametrize(
    "typed", ["", " ", "\t\n", '"', '""', '" "', "!!!", "& | !", "* : ( )", "\0"]
)
def test_signs_alone_are_no_words(typed: str) -> None:
    assert not parse(typed)


@pytest.mark.parametrize(
    "typed", ["report.", "report)", "report*", "report:", "report ", "re", "a"]
)
def test_word_is_no_beginning_where_it_ended_or_is_too_short(typed: str) -> None:
    assert not parse(typed).terms[-1].begins


@pytest.mark.parametrize("typed", ["rep", "新", "né"])
def test_three_letters_or_one_sign_are_a_beginning(typed: str) -> None:
    assert parse(typed).terms[-1].begins


def test_what_is_too_long_is_cut() -> None:
    assert len(texts("word " * 1000)) == MAX_TERMS
    assert texts("x" * 1000) == ["x" * MAX_LENGTH]


def test_what_is_no_character_stands_between_words() -> None:
    assert texts("one\0two\ud800three") == ["one", "two", "three"]


def test_letters_are_composed_as_texts_are() -> None:
    assert texts("cafe\u0301 ") == ["café"]


def test_normal_form_is_the_same_for_all_ways_of_typing() -> None:
    ways = ["Annual Report", "  annual   report ", '"annual report"', "ANNUAL “REPORT”"]

    assert {parse(way).normal for way in ways} == {"annual report"}


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_anything_can_be_typed(typed: str) -> None:
    words = parse(typed)

    assert len(words.terms) <= MAX_TERMS
    assert sum(len(term.text) for term in words.terms) <= MAX_LENGTH
    assert not any('"' in term.text or "\0" in term.text for term in words.terms)
    str(words).encode()


@given(st.text(max_size=100))
def test_what_is_shown_as_typed_means_the_same(typed: str) -> None:
    words = parse(typed)

    assert parse(str(words)).normal == words.normal
