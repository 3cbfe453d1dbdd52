"""Whoever pastes a page of text into a search of the admin is answered."""

from __future__ import annotations

import pytest
from django.test import Client
from modelsearch.query import MATCH_ALL, And, Or, Phrase, PlainText

from core.search.backend import MOST_WORDS, limited
from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory

WORDS = [f"w{number}" for number in range(1_200)]
TEXTS = {
    "words": " ".join(WORDS),
    "hyphens": "-".join(WORDS),
    "phrases": " ".join(f'"{word} {word}" {word}' for word in WORDS),
}
SEARCHES = (
    "/admin/pages/search/",
    "/admin/articles/",
    "/admin/members/",
    "/admin/users/",
    "/admin/snippets/news/source/",
    "/admin/snippets/news/topic/",
    "/admin/snippets/choose/news/source/results/",
    "/admin/snippets/choose/navigation/menu/results/",
    "/admin/choose-page/search/",
    "/admin/images/",
)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_search_with_very_many_words_is_answered(
    client: Client, superuser: User, desk: NewsDeskPage, text: str
) -> None:
    ArticlePageFactory(parent=desk, title="A story")
    client.force_login(superuser)

    answers = {address: client.get(address, {"q": text}).status_code for address in SEARCHES}
    api = client.get("/admin/api/main/pages/", {"search": text})

    assert answers == dict.fromkeys(SEARCHES, 200)
    assert api.status_code == 200


def test_all_of_a_list_that_was_searched_with_very_many_words(
    client: Client, administrator: User
) -> None:
    client.force_login(administrator)

    page = client.get("/admin/bulk/members/membership/suspend/", {"id": "all", "q": TEXTS["words"]})

    assert page.status_code == 200


def test_first_words_count_in_every_kind_of_search() -> None:
    first, text = " ".join(WORDS[:MOST_WORDS]), TEXTS["words"]

    assert limited(text) == first
    assert limited(PlainText(text, operator="or")).query_string == first
    assert limited(PlainText(text, operator="or")).operator == "or"
    assert limited(Phrase(text)).query_string == first
    for kind in (And, Or):
        parts = limited(kind([Phrase(text)] * 50)).subqueries
        assert [part.query_string for part in parts] == [first] * MOST_WORDS
    assert limited(MATCH_ALL) is MATCH_ALL
    assert limited(" two  words ") == "two words"
