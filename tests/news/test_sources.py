"""Sources and topics stay as long as articles need them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from factory.django import DjangoModelFactory

from news.models import ArticlePage, NewsDeskPage, Source
from tests.factories import ArticlePageFactory, DisclaimerFactory, SourceFactory, TopicFactory


def delete_urls(kind: str, pk: int) -> list[str]:
    """The two ways to delete something: by itself, and marked in the list."""
    bulk = reverse("wagtail_bulk_action", args=["news", kind, "delete"])
    return [reverse(f"wagtailsnippets_news_{kind}:delete", args=[pk]), f"{bulk}?id={pk}"]


@pytest.mark.parametrize("live", [True, False])
def test_source_of_an_article_is_kept_and_the_editor_told(
    edith: Client, desk: NewsDeskPage, live: bool
) -> None:
    source = SourceFactory.create()
    ArticlePageFactory(parent=desk, live=live, source=source)

    for url in delete_urls("source", source.pk):
        for response in (edith.get(url, follow=True), edith.post(url, follow=True)):
            assert response.status_code == 200
            assert "is in use on the desk and cannot be deleted" in response.content.decode()
    with pytest.raises(ProtectedError), transaction.atomic():
        source.delete()
    assert Source.objects.filter(pk=source.pk).exists()


def test_unused_things_marked_with_used_ones_stay_too(edith: Client, desk: NewsDeskPage) -> None:
    used, unused = SourceFactory.create_batch(2)
    ArticlePageFactory(parent=desk, source=used)
    bulk = reverse("wagtail_bulk_action", args=["news", "source", "delete"])

    edith.post(f"{bulk}?id={used.pk}&id={unused.pk}")

    assert Source.objects.count() == 2


@pytest.mark.parametrize("way", [0, 1])
def test_unused_source_is_deleted_after_being_asked(edith: Client, way: int) -> None:
    source = SourceFactory.create()
    url = delete_urls("source", source.pk)[way]

    assert "Are you sure" in edith.get(url).content.decode()
    assert Source.objects.exists()
    edith.post(url)
    assert not Source.objects.exists()


def test_topic_in_use_stays_with_its_articles(edith: Client, desk: NewsDeskPage) -> None:
    topic = TopicFactory.create()
    article = ArticlePageFactory(parent=desk, topics=[topic])

    response = edith.post(delete_urls("topic", topic.pk)[0], follow=True)

    assert "is in use on the desk and cannot be deleted" in response.content.decode()
    assert ArticlePage.objects.get(pk=article.pk).listed_topics == [topic]


def test_usage_of_a_source_names_its_articles(edith: Client, desk: NewsDeskPage) -> None:
    source = SourceFactory.create()
    ArticlePageFactory(parent=desk, title="Libraries stay open", source=source)

    usage = edith.get(reverse("wagtailsnippets_news_source:usage", args=[source.pk]))

    assert "Libraries stay open" in usage.content.decode()


def test_names_are_what_is_shown(db: None) -> None:
    assert str(SourceFactory.create(name="The Outlet")) == "The Outlet"
    assert str(TopicFactory.create(name="Reading")) == "Reading"


@pytest.mark.parametrize(
    ("kind", "factory"),
    [("source", SourceFactory), ("topic", TopicFactory), ("disclaimer", DisclaimerFactory)],
)
def test_things_are_found_by_name(
    edith: Client, kind: str, factory: type[DjangoModelFactory[Any]]
) -> None:
    factory.create(name="Wanted")
    factory.create(name="Another")

    response = edith.get(reverse(f"wagtailsnippets_news_{kind}:list"), {"q": "wanted"})

    assert [str(each) for each in response.context["object_list"]] == ["Wanted"]
