"""Typing errors are forgiven, with words that everybody may read."""

from __future__ import annotations

import pytest

from core import memory
from core.search import correct, parse
from tests.core.search.conftest import Add
from tests.factories import SourceFactory, TopicFactory, restrict

pytestmark = pytest.mark.django_db


def corrected(typed: str) -> str | None:
    """The words as they would be typed rightly."""
    words = correct(parse(typed))
    return str(words) if words else None


@pytest.fixture(autouse=True)
def headline(add: Add) -> None:
    """Something to be near to."""
    add("The harbour council met at the library")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor ", "harbour"),
        ("harbor ", "harbour"),
        ("HARBUOR ", "harbour"),
        ("harbuor", "harbour"),
        ("harbuor council ", "harbour council"),
        ("harbuor coucnil ", "harbour council"),
        ('"harbuor council"', '"harbour council"'),
        ("libary-harbour ", "library-harbour"),
    ],
)
def test_unknown_words_become_the_nearest_known_ones(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize("typed", ["harbour ", "xylophone ", "teh ", "met ", "12345 ", "!"])
def test_known_far_and_short_words_stay(typed: str) -> None:
    assert corrected(typed) is None


def test_corrected_word_is_complete() -> None:
    words = correct(parse("harbuor"))

    assert words
    assert not words.terms[-1].begins


def test_accents_are_put_where_headlines_have_them(add: Add) -> None:
    add("Crème brûlée")

    assert corrected("creme brulee ") == "crème brûlée"


def test_names_of_topics_and_sources_are_known() -> None:
    TopicFactory(name="Seafaring")
    SourceFactory(name="Coastal Gazette")

    assert corrected("seafairing gazete ") == "seafaring gazette"


def test_of_equally_near_words_the_most_frequent_is_taken(add: Add) -> None:
    add("Marsh")
    for number in range(3):
        add(f"March {number}")

    assert corrected("marxh ") == "march"


def test_restricted_headlines_and_drafts_are_not_known(add: Add) -> None:
    restrict(add("Whistleblower"), "Members")
    add("Embargoed", live=False)

    assert corrected("whistelblower ") is None
    assert corrected("embargoedd ") is None


def test_word_is_forgotten_with_its_headline(add: Add) -> None:
    article = add("Whistleblower")
    assert corrected("whistelblower ") == "whistleblower"

    restrict(article, "Members")

    assert corrected("whistelblower ") is None


def test_only_the_newest_headlines_are_read(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.search.spelling.MOST_HEADLINES", 1)
    memory.clear()
    add("Orchards")

    assert corrected("orcards ") == "orchards"
    assert corrected("harbuor ") is None
