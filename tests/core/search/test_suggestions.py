"""What is offered while somebody types."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from core.search import dialects, suggest
from core.search.suggestions import MOST
from home.models import HomePage
from members.models import User
from tests.core.search.conftest import Add
from tests.factories import SourceFactory, StandardPageFactory, TopicFactory, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["few", "many"])
def _extent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "many":
        for dialect in (dialects.SQLite, dialects.PostgreSQL):
            monkeypatch.setattr(dialect, "many", 0)


def suggested(typed: str, user: User | None = None) -> list[str]:
    """The texts offered."""
    return [each.text for each in suggest(typed, user or AnonymousUser())]


def test_headlines_with_words_that_begin_so_are_offered_newest_first(add: Add) -> None:
    add("The harbour", shared_on=datetime.date(2024, 1, 1))
    add("Harbours and boats", shared_on=datetime.date(2024, 1, 2))
    add("Other", "Its text is about a harbour.")

    assert suggested("harb") == ["Harbours and boats", "The harbour"]
    assert suggested("harb ") == []
    assert suggested("harbours bo") == []
    assert suggested("harbours boa") == ["Harbours and boats"]


def test_names_are_offered_before_headlines(add: Add, home_page: HomePage) -> None:
    add("Libraries open")
    StandardPageFactory(parent=home_page, title="Our library")
    TopicFactory(name="Library work")
    SourceFactory(name="The Librarian")

    offered = suggest("libr", AnonymousUser())

    assert [each.text for each in offered[:2]] == ["Library work", "The Librarian"]
    assert [str(each.kind) for each in offered[:2]] == ["topic", "source"]
    assert {each.text for each in offered[2:]} == {"Libraries open", "Our library"}


def test_accents_and_case_of_names_do_not_matter() -> None:
    TopicFactory(name="Éducation")

    assert suggested("edu") == suggested("ÉDU") == ["Éducation"]


@pytest.mark.parametrize("typed", ["", " ", "l", "l ", '"', "!!"])
def test_nothing_is_offered_for_too_little(typed: str) -> None:
    TopicFactory(name="Library work")

    assert suggested(typed) == []


def test_two_letters_are_enough_for_names() -> None:
    TopicFactory(name="Library work")

    assert suggested("li") == ["Library work"]


def test_no_more_are_offered_than_fit(add: Add) -> None:
    for number in range(MOST + 2):
        add(f"Harbour {number}")
        TopicFactory(name=f"Harbour topic {number}")

    assert len(suggested("harb")) == MOST


def test_only_readers_are_offered_restricted_headlines(add: Add, member: User) -> None:
    restrict(add("The harbour"), "Members")
    add("Harbour draft", live=False)

    assert suggested("harb") == []
    assert suggested("harb", member) == ["The harbour"]
