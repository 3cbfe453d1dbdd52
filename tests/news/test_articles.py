"""The article's own rules."""

from __future__ import annotations

from typing import Any

import pytest

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, TopicFactory


@pytest.mark.parametrize(
    ("theirs", "shown"),
    [
        ("", ""),
        ("Libraries stay open", ""),
        ("  libraries STAY open ", ""),
        ("STRASSE", "STRASSE"),
        ("Council keeps all nine libraries", "Council keeps all nine libraries"),
        ("  Padded ", "Padded"),
    ],
)
def test_source_headline_is_shown_where_it_differs(theirs: str, shown: str) -> None:
    article = ArticlePage(title="Libraries stay open", source_headline=theirs)

    assert article.differing_source_headline == shown


def test_same_headline_in_another_spelling_of_the_same_letters_does_not_differ() -> None:
    assert not ArticlePage(title="Straße", source_headline="STRASSE").differing_source_headline


def test_topics_are_listed_by_name_whatever_their_case(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk)
    article.topics = [TopicFactory.create(name=name) for name in ("beta", "Alpha", "Gamma")]
    article.save()

    fresh = ArticlePage.objects.get(pk=article.pk)
    assert [topic.name for topic in fresh.listed_topics] == ["Alpha", "beta", "Gamma"]


def test_query_sets_give_what_their_names_say(desk: NewsDeskPage, home_page: Any) -> None:
    topic = TopicFactory.create()
    live = ArticlePageFactory(parent=desk, topics=[topic])
    draft = ArticlePageFactory(parent=desk, live=False)

    articles = ArticlePage.objects
    assert set(articles.published()) == {live}
    assert set(articles.on_desk(desk)) == {live, draft}
    assert set(articles.by_source(draft.source)) == {draft}
    assert set(articles.by_topic(topic)) == {live}
