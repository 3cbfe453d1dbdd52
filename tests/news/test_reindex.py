"""Articles are found by the names their topics and source have now."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django_tasks_db.models import DBTaskResult

from core.search import find, parse
from news.models import ArticlePage, NewsDeskPage, Source
from news.reindex import reindex_articles
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    """Headlines of what a visitor finds."""
    return [page.title for _, page in find(parse(typed), AnonymousUser()).fetch(0, 10)]


@pytest.fixture
def source(db: None) -> Source:
    """Where the article comes from."""
    return SourceFactory.create(name="Coastal Gazette")


@pytest.fixture
def article(desk: NewsDeskPage, source: Source) -> ArticlePage:
    """An article with a source and a topic."""
    article: ArticlePage = ArticlePageFactory(parent=desk, title="Boats", source=source)
    article.topics = [TopicFactory(name="Seafaring")]
    article.save()
    return article


def test_article_is_found_by_topics_as_soon_as_it_has_them(article: ArticlePage) -> None:
    assert found("seafaring ") == ["Boats"]

    article.topics = [TopicFactory(name="Navigation")]
    article.save()

    assert found("navigation ") == ["Boats"]
    assert found("seafaring ") == []


def test_article_is_found_by_its_source_s_new_name(article: ArticlePage, source: Source) -> None:
    source.name = "Harbour Herald"
    source.save()
    task = DBTaskResult.objects.get()
    assert task.task_path == "news.reindex.reindex_articles"

    assert reindex_articles.call(*task.args_kwargs["args"]) == 1

    assert found("herald ") == ["Boats"]
    assert found("gazette ") == []


def test_article_is_found_by_its_topic_s_new_name(article: ArticlePage) -> None:
    topic = article.topics.get()
    topic.name = "Navigation"
    topic.save()

    assert reindex_articles.call(*DBTaskResult.objects.get().args_kwargs["args"]) == 1

    assert found("navigation ") == ["Boats"]
    assert found("seafaring ") == []


def test_worker_is_left_alone_where_no_name_changed(article: ArticlePage, source: Source) -> None:
    source.description = "A newspaper."
    source.save()
    TopicFactory(name="Another")

    assert not DBTaskResult.objects.exists()


def test_all_articles_are_indexed_anew_in_batches(
    desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = SourceFactory.create(name="Coastal Gazette")
    for number in range(5):
        ArticlePageFactory(parent=desk, title=f"Boats {number}", source=source)
    ArticlePageFactory(parent=desk, title="Another's")
    monkeypatch.setattr("news.reindex.BATCH", 2)
    source.name = "Harbour Herald"
    source.save()

    assert reindex_articles.call("source", source.pk) == 5

    assert len(found("herald ")) == 5


def test_source_without_articles_is_no_work() -> None:
    assert reindex_articles.call("source", 0) == 0
