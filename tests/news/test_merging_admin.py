"""Merging, usage and what is unused, in the admin: by whom, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from members.models import User
from news.merging.services import merge
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, UserFactory
from tests.queries import queries_of

SOURCES = "wagtailsnippets_news_source:list"
TOPICS = "wagtailsnippets_news_topic:list"


def merging(kind: str, *keys: int) -> str:
    """Where these are merged."""
    address = reverse("wagtail_bulk_action", args=["news", kind, "merge"])
    query = "&".join(f"id={key}" for key in keys)
    return f"{address}?{query}&next={reverse(f'wagtailsnippets_news_{kind}:list')}"


@pytest.fixture
def bbc(desk: NewsDeskPage) -> Source:
    """A source with an article."""
    source = SourceFactory.create(name="BBC")
    ArticlePageFactory(parent=desk, source=source)
    return source


@pytest.fixture
def bbc_news(desk: NewsDeskPage) -> Source:
    """One with two articles, one of them a draft, and named in a version of another."""
    source = SourceFactory.create(name="BBC News")
    for live in (True, False):
        ArticlePageFactory(parent=desk, source=source, live=live)
    other: ArticlePage = ArticlePageFactory(parent=desk)
    other.source = source
    other.save_revision()
    return source


@pytest.fixture
def browser(client: Client, editor: User) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


def test_two_chosen_ones_are_merged_after_asking(
    browser: Client, bbc: Source, bbc_news: Source
) -> None:
    address = merging("source", bbc.pk, bbc_news.pk)

    page = browser.get(address).content.decode()
    assert "2 articles" in page
    assert "named in 1 unpublished version" in page
    assert "This cannot be undone" in page
    assert Source.objects.filter(name="BBC News").exists()

    response = browser.post(address, {"kept": bbc.pk}, follow=True)
    assert "“BBC News” was merged into “BBC”; 2 articles followed." in response.content.decode()
    assert bbc.articles.count() == 3


def test_single_one_is_merged_into_any_other_likest_first(
    browser: Client, bbc: Source, bbc_news: Source
) -> None:
    SourceFactory.create(name="Another")
    address = merging("source", bbc_news.pk)

    page = browser.get(address).content.decode()
    assert page.index(">BBC</option>") < page.index(">Another</option>")
    assert ">BBC News</option>" not in page

    browser.post(address, {"kept": bbc.pk})
    assert not Source.objects.filter(pk=bbc_news.pk).exists()


def test_topics_are_merged_the_same_way(browser: Client, desk: NewsDeskPage) -> None:
    lending, loans = TopicFactory.create(name="Lending"), TopicFactory.create(name="Loans")

    browser.post(merging("topic", lending.pk, loans.pk), {"kept": lending.pk})

    assert list(Topic.objects.all()) == [lending]


@pytest.mark.parametrize("kept", ["", "0", "x"])
def test_nothing_is_merged_without_saying_which_one_stays(
    browser: Client, bbc: Source, bbc_news: Source, kept: str
) -> None:
    response = browser.post(merging("source", bbc.pk, bbc_news.pk), {"kept": kept})

    assert response.status_code == 200
    assert Source.objects.filter(pk__in=[bbc.pk, bbc_news.pk]).count() == 2


def test_one_that_was_not_chosen_cannot_be_kept(
    browser: Client, bbc: Source, bbc_news: Source
) -> None:
    other = SourceFactory.create()

    browser.post(merging("source", bbc.pk, bbc_news.pk), {"kept": other.pk})

    assert Source.objects.filter(pk__in=[bbc.pk, bbc_news.pk]).count() == 2


def test_pressing_the_button_twice_merges_once(
    browser: Client, bbc: Source, bbc_news: Source
) -> None:
    address = merging("source", bbc.pk, bbc_news.pk)
    browser.post(address, {"kept": bbc.pk})

    response = browser.post(address, {"kept": bbc.pk})

    assert response.status_code in (200, 302)
    assert bbc.former.count() == 1


def test_only_one_there_is_cannot_be_merged(browser: Client, db: None) -> None:
    only = TopicFactory.create()

    response = browser.get(merging("topic", only.pk), follow=True)

    assert "nothing here that you could merge" in response.content.decode()


@pytest.mark.parametrize("missing", ["change", "delete"])
def test_whoever_may_not_change_and_delete_may_not_merge(
    client: Client, bbc: Source, bbc_news: Source, missing: str
) -> None:
    group = Group.objects.create(name="Half")
    granted = {"change_source", "delete_source", "access_admin"} - {f"{missing}_source"}
    group.permissions.set(Permission.objects.filter(codename__in=granted))
    person = UserFactory.create(groups=["Half"])
    client.force_login(person)
    address = merging("source", bbc.pk, bbc_news.pk)

    client.post(address, {"kept": bbc.pk})

    assert Source.objects.filter(pk=bbc_news.pk).exists()
    assert "into another" not in client.get(reverse(SOURCES)).content.decode()


def test_members_may_not_merge(client: Client, member: User, bbc: Source, bbc_news: Source) -> None:
    client.force_login(member)

    client.post(merging("source", bbc.pk, bbc_news.pk), {"kept": bbc.pk})

    assert Source.objects.filter(pk=bbc_news.pk).exists()


def test_list_tells_how_many_articles_there_are_and_leads_to_them(
    browser: Client, bbc: Source, bbc_news: Source
) -> None:
    page = browser.get(reverse(SOURCES)).content.decode()

    assert f'<a href="{reverse("articles:index")}?source={bbc_news.pk}">2</a>' in page
    assert merging("source", bbc.pk).split("&")[0] in page


def test_list_is_sorted_by_number(browser: Client, bbc: Source, bbc_news: Source) -> None:
    page = browser.get(reverse(SOURCES), {"ordering": "-number"}).content.decode()

    assert page.index(f"snippet_{bbc_news.pk}_title") < page.index(f"snippet_{bbc.pk}_title")


def titles(response: Any) -> list[str]:
    """The names in a list."""
    return [each.name for each in response.context["object_list"]]


def test_unused_ones_are_found(browser: Client, bbc: Source, bbc_news: Source) -> None:
    SourceFactory.create(name="Idle")

    assert titles(browser.get(reverse(SOURCES), {"show": "unused"})) == ["Idle"]


def test_names_that_look_alike_are_found_and_hinted_at(
    browser: Client, bbc: Source, bbc_news: Source
) -> None:
    SourceFactory.create(name="The Post")

    response = browser.get(reverse(SOURCES), {"show": "alike"})
    assert titles(response) == ["BBC", "BBC News"]
    assert "Looks like" in response.content.decode()


def test_list_without_likenesses_has_no_column_for_them(browser: Client, bbc: Source) -> None:
    assert "Looks like" not in browser.get(reverse(SOURCES)).content.decode()


def test_unused_ones_are_deleted_together(browser: Client, db: None) -> None:
    idle = [TopicFactory.create() for _ in range(3)]
    query = "&".join(f"id={each.pk}" for each in idle)

    browser.post(reverse("wagtail_bulk_action", args=["news", "topic", "delete"]) + f"?{query}")

    assert not Topic.objects.exists()


def test_used_ones_among_them_keep_all_and_say_so(browser: Client, desk: NewsDeskPage) -> None:
    topics = [TopicFactory.create() for _ in range(8)]
    for topic in topics[:7]:
        article: ArticlePage = ArticlePageFactory(parent=desk)
        article.topics.set([topic])
        article.save()
    query = "&".join(f"id={each.pk}" for each in topics)
    address = reverse("wagtail_bulk_action", args=["news", "topic", "delete"])

    page = browser.post(f"{address}?{query}", follow=True).content.decode()

    assert Topic.objects.count() == 8
    assert page.count("is in use on the desk") == 5
    assert "2 more are in use" in page


def test_usage_of_a_topic_is_the_list_of_its_articles(browser: Client, db: None) -> None:
    topic = TopicFactory.create()

    response = browser.get(reverse("wagtailsnippets_news_topic:usage", args=[topic.pk]))

    assert response["Location"] == f"{reverse('articles:index')}?topics={topic.pk}"


def test_usage_of_a_source_names_its_articles(browser: Client, bbc: Source) -> None:
    page = browser.get(reverse("wagtailsnippets_news_source:usage", args=[bbc.pk]))

    assert bbc.articles.get().title in page.content.decode()


@pytest.mark.parametrize("listed", [SOURCES, TOPICS])
def test_more_rows_take_no_more_queries(
    browser: Client, desk: NewsDeskPage, bbc: Source, listed: str
) -> None:
    TopicFactory.create()
    few = len(queries_of(browser, reverse(listed)))
    for _ in range(12):
        SourceFactory.create()
        TopicFactory.create()

    assert len(queries_of(browser, reverse(listed))) == few


def test_article_that_was_open_meanwhile_is_saved_with_what_its_source_is_now(
    browser: Client, desk: NewsDeskPage, bbc: Source, bbc_news: Source
) -> None:
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    article = bbc_news.articles.filter(live=True).get()
    lending, loans = TopicFactory.create(), TopicFactory.create()
    old_source, old_topic = bbc_news.pk, loans.pk
    merge(bbc, [bbc_news])
    merge(lending, [loans])

    form = nested_form_data(
        {
            "title": "Kept on writing",
            "slug": article.slug,
            "source": old_source,
            "source_published_precision": "day",
            "shared_on": "2024-05-01",
            "body": streamfield([]),
            "related_picks-TOTAL_FORMS": 0,
            "related_picks-INITIAL_FORMS": 0,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        }
    )
    form["topics"] = [old_topic]
    browser.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form)

    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.title == "Kept on writing"
    assert draft.source == bbc
    assert list(draft.topics.all()) == [lending]
