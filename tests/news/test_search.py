"""What articles bring to the search: filters, names, and a way on for who found nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from core.search import registered
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, restrict

pytestmark = pytest.mark.django_db


def options(parameter: str) -> list[str]:
    """The values there are to choose from."""
    [articles] = [each for each in registered() if each.model is ArticlePage]
    [facet] = [facet for facet in articles.facets if facet.parameter == parameter]
    return [value for value, _ in facet.options(AnonymousUser())]


def page(client: Client, **query: Any) -> str:
    """The search page."""
    return client.get("/search/", query).content.decode()


def test_topics_and_sources_are_offered_by_name() -> None:
    for name in ("Zoology", "Archery"):
        TopicFactory(name=name)
        SourceFactory(name=f"{name} Weekly")

    assert options("topic") == ["archery", "zoology"]
    assert options("source") == ["archery-weekly", "zoology-weekly"]


def test_renamed_and_new_topics_are_offered_at_once() -> None:
    topic = TopicFactory.create(name="Zoology", slug="zoology")
    assert options("topic") == ["zoology"]

    TopicFactory(name="Archery")
    topic.slug = "animals"
    topic.save()

    assert options("topic") == ["archery", "animals"]


def test_years_are_those_from_the_oldest_to_the_newest_article(desk: NewsDeskPage) -> None:
    assert options("year") == []
    for year in (2015, 2018):
        ArticlePageFactory(parent=desk, shared_on=f"{year}-05-01")

    assert options("year") == ["2018", "2017", "2016", "2015"]


def test_years_of_restricted_articles_and_drafts_are_not_told(desk: NewsDeskPage) -> None:
    ArticlePageFactory(parent=desk, shared_on="2018-05-01")
    restrict(ArticlePageFactory(parent=desk, shared_on="2010-05-01"), "Members")
    ArticlePageFactory(parent=desk, shared_on="2025-05-01", live=False)

    assert options("year") == ["2018"]


def test_months_are_offered_by_name(client: Client, desk: NewsDeskPage) -> None:
    assert options("month") == [str(number) for number in range(1, 13)]
    assert '<option value="9">September</option>' in page(client)


def test_filters_are_only_shown_where_there_is_a_choice(client: Client, desk: NewsDeskPage) -> None:
    assert 'name="topic"' not in page(client)

    TopicFactory(name="Archery")

    assert '<select id="search-topic" name="topic">' in page(client)


def test_who_found_nothing_may_look_around_by_topic(client: Client, desk: NewsDeskPage) -> None:
    TopicFactory(name="Archery & <others>", slug="archery")

    html = page(client, q="xylophone")

    assert '<a href="/news-desk/topics/archery/">Archery &amp; &lt;others&gt;</a>' in html


def test_desk_for_members_is_not_shown_to_others(client: Client, desk: NewsDeskPage) -> None:
    TopicFactory(name="Archery", slug="archery")
    restrict(desk, "Members")

    assert "/news-desk/topics/" not in page(client, q="xylophone")


def test_article_without_a_source_is_shown(client: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, title="The harbour", summary="In short.")
    ArticlePage.objects.filter(pk=article.pk).update(source=None)

    html = page(client, q="harbour")

    assert "The <mark>harbour</mark>" in html
    assert "In short." in html


def test_content_note_is_shown_with_the_result(client: Client, desk: NewsDeskPage) -> None:
    ArticlePageFactory(parent=desk, title="The harbour", content_note="mentions drowning")

    assert "mentions drowning" in page(client, q="harbour")
