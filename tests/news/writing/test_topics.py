"""Topics suggested for a text, among the site's own, and never given by themselves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from news.models import ArticlePage
from news.writing.topics import stem, suggest_topics
from tests.factories import TopicFactory
from tests.news.deskwork import least


def suggested(**texts: str) -> list[str]:
    """Their names."""
    return [topic.name for topic in suggest_topics(texts)]


@pytest.fixture(autouse=True)
def _topics(db: None) -> None:
    for name in ("Libraries", "Volunteers", "Money and councils", "School meals", "Art"):
        TopicFactory.create(name=name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("library", "libraries"),
        ("volunteer", "volunteers"),
        ("volunteering", "volunteers"),
        ("council", "councils"),
        ("school", "schools"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_headline_counts_for_most() -> None:
    assert suggested(headline="The library that stayed", text="volunteers and a volunteer") == [
        "Libraries",
        "Volunteers",
    ]


def test_either_of_two_joined_names_does() -> None:
    assert suggested(summary="The council decides") == ["Money and councils"]


def test_all_words_of_one_name_are_needed() -> None:
    assert suggested(text="School after school closed") == []
    assert suggested(text="School meals. A meal at school.") == ["School meals"]


@pytest.mark.parametrize(
    "text", ["", "A volunteer", "article articles partial", "x" * 100_000, "\0 \ud83d"]
)
def test_what_is_named_once_or_within_words_is_not_suggested(text: str) -> None:
    assert suggested(text=text) == []


def test_form_is_told_the_suggestions(edith: Client) -> None:
    answer = edith.post(reverse("news_writing:suggest_topics"), {"headline": "Libraries"}).json()

    assert [topic["name"] for topic in answer["topics"]] == ["Libraries"]


def test_no_topic_is_given_by_itself(edith: Client, add: str) -> None:
    edith.post(add, least(title="Libraries, libraries and volunteers"))

    assert not ArticlePage.objects.get().topics.exists()
