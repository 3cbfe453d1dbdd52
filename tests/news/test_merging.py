"""Sources and topics merge: articles follow in every version, addresses lead on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from core.scheduling import publish_due
from home.models import HomePage
from members.models import User
from news.merging.services import MergeError, merge
from news.merging.usage import named_in_drafts, unused, with_numbers
from news.models import ArticlePage, FormerSource, FormerTopic, NewsDeskPage, Source, Topic
from tests.factories import (
    ArticlePageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    TopicFactory,
    restrict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bbc() -> Source:
    """The source that is kept."""
    return SourceFactory.create(name="BBC")


@pytest.fixture
def bbc_news() -> Source:
    """The source that is merged into it."""
    return SourceFactory.create(name="BBC News")


@pytest.fixture
def lending() -> Topic:
    """The topic that is kept."""
    return TopicFactory.create(name="Lending")


@pytest.fixture
def loans() -> Topic:
    """The topic that is merged into it."""
    return TopicFactory.create(name="Loans")


def about(article: ArticlePage, *topics: Topic) -> ArticlePage:
    """The article, about these topics."""
    article.topics.set(topics)
    article.save()
    return article


def names(topics: Any) -> Sequence[str]:
    """The topics' names in order."""
    return sorted(topic.name for topic in topics.all())


@pytest.fixture
def article(desk: NewsDeskPage, bbc_news: Source, loans: Topic) -> ArticlePage:
    """A live article of what is merged."""
    made: ArticlePage = ArticlePageFactory(parent=desk, source=bbc_news)
    return about(made, loans)


def test_articles_follow(article: ArticlePage, bbc: Source, bbc_news: Source) -> None:
    assert merge(bbc, [bbc_news]).articles == 1

    article.refresh_from_db()
    assert article.source == bbc
    assert not Source.objects.filter(name="BBC News").exists()


def test_articles_follow_a_topic(article: ArticlePage, lending: Topic, loans: Topic) -> None:
    assert merge(lending, [loans]).articles == 1

    assert names(ArticlePage.objects.get(pk=article.pk).topics) == ["Lending"]


def test_article_about_both_topics_is_about_the_one_once(
    article: ArticlePage, lending: Topic, loans: Topic
) -> None:
    about(article, lending, loans)

    assert merge(lending, [loans]).articles == 1

    assert ArticlePage.topics.through.objects.filter(articlepage=article).count() == 1


def test_several_merge_at_once(
    desk: NewsDeskPage, article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    third = SourceFactory.create(name="BBC Online")
    ArticlePageFactory(parent=desk, source=third)

    merged = merge(bbc, [third, bbc_news])

    assert (merged.names, merged.articles) == (["BBC News", "BBC Online"], 2)
    assert bbc.articles.count() == 2


def test_draft_follows_when_it_is_opened(
    article: ArticlePage, bbc: Source, bbc_news: Source, lending: Topic, loans: Topic
) -> None:
    article.title = "Changed"
    article.save_revision()
    merge(bbc, [bbc_news])
    merge(lending, [loans])

    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()

    assert draft.title == "Changed"
    assert draft.source == bbc
    assert names(draft.topics) == ["Lending"]


def test_scheduled_version_goes_live_with_what_it_was_merged_into(
    article: ArticlePage, bbc: Source, bbc_news: Source, lending: Topic, loans: Topic
) -> None:
    article.title = "Later"
    article.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    article.save_revision(approved_go_live_at=article.go_live_at)
    merge(bbc, [bbc_news])
    merge(lending, [loans])

    assert publish_due() == 1

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.title == "Later"
    assert article.source == bbc
    assert names(article.topics) == ["Lending"]


def test_old_version_keeps_its_source_when_it_is_brought_back(
    article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    old = article.save_revision()
    article.source = SourceFactory.create()
    article.save_revision().publish()
    merge(bbc, [bbc_news])

    ArticlePage.objects.get(pk=article.pk).revisions.get(pk=old.pk).publish()

    article.refresh_from_db()
    assert article.source == bbc


def test_what_was_merged_before_goes_on_with_it(
    article: ArticlePage, bbc: Source, bbc_news: Source, client: Client
) -> None:
    revision = article.save_revision()
    merge(bbc, [bbc_news])
    last = SourceFactory.create(name="British Broadcasting Corporation")
    merge(last, [bbc])

    assert revision.as_object().source == last
    assert {each.into_id for each in FormerSource.objects.all()} == {last.pk}
    response = client.get("/news-desk/sources/bbc-news/")
    assert response["Location"] == f"/news-desk/sources/{last.slug}/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sources/bbc-news/", "sources/bbc/"),
        ("sources/bbc-news/?year=2024", "sources/bbc/?year=2024"),
        ("topics/loans/?source=bbc-news", "topics/lending/?source=bbc"),
        ("topics/loans/", "topics/lending/"),
        ("2024/?topic=loans", "topics/lending/?year=2024"),
        ("sources/bbc-news/feed/rss/", "sources/bbc/feed/rss/"),
        ("topics/loans/feed/atom/", "topics/lending/feed/atom/"),
        ("topics/loans/feed/json/", "topics/lending/feed/json/"),
    ],
)
def test_old_addresses_lead_on_for_good(
    client: Client,
    article: ArticlePage,
    bbc: Source,
    bbc_news: Source,
    lending: Topic,
    loans: Topic,
    old: str,
    new: str,
) -> None:
    merge(bbc, [bbc_news])
    merge(lending, [loans])

    response = client.get(f"/news-desk/{old}")

    assert (response.status_code, response["Location"]) == (301, f"/news-desk/{new}")
    assert client.get(f"/news-desk/{new}").status_code == 200


def test_old_address_leads_on_under_every_desk(
    client: Client, home_page: HomePage, bbc: Source, bbc_news: Source
) -> None:
    other = NewsDeskPageFactory(parent=home_page, slug="other")
    ArticlePageFactory(parent=other, source=bbc_news)
    merge(bbc, [bbc_news])

    response = client.get("/other/sources/bbc-news/")

    assert response["Location"] == "/other/sources/bbc/"


def test_old_address_tells_nobody_of_a_desk_they_may_not_read(
    client: Client, desk: NewsDeskPage, article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    restrict(desk, "Members")
    merge(bbc, [bbc_news])

    for address in ("sources/bbc-news/", "sources/bbc-news/feed/rss/"):
        assert "/sources/bbc/" not in client.get(f"/news-desk/{address}").headers.get(
            "Location", ""
        )


def test_search_finds_by_the_old_address(
    client: Client, article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    merge(bbc, [bbc_news])

    page = client.get("/search/", {"q": article.title, "source": "bbc-news"}).content.decode()

    assert article.title in page


def test_api_finds_by_the_old_address(
    client: Client, article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    merge(bbc, [bbc_news])

    found = client.get("/api/v2/pages/", {"type": "news.ArticlePage", "source": "bbc-news"})

    assert found.json()["meta"]["total_count"] == 1


def test_new_one_may_take_the_address_of_a_former_one(
    client: Client, desk: NewsDeskPage, bbc: Source, bbc_news: Source
) -> None:
    merge(bbc, [bbc_news])
    again = SourceFactory.create(name="BBC News")
    ArticlePageFactory(parent=desk, source=again)

    assert again.slug == "bbc-news"
    assert client.get("/news-desk/sources/bbc-news/").status_code == 200


def test_usage_in_wagtails_index_follows(
    article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    merge(bbc, [bbc_news])

    (reference,) = ReferenceIndex.get_references_to(bbc)
    assert reference.object_id == str(article.pk)


def test_merger_is_in_the_audit_log(
    article: ArticlePage, bbc: Source, bbc_news: Source, editor: User
) -> None:
    key = str(bbc_news.pk)

    merge(bbc, [bbc_news], user=editor)

    entry = ModelLogEntry.objects.get(action="news.merge")
    assert (entry.object_id, entry.user) == (str(bbc.pk), editor)
    assert entry.message == "Merged “BBC News” into it; 1 article followed"
    gone = ModelLogEntry.objects.get(action="wagtail.delete", object_id=key)
    assert (gone.label, gone.user, gone.deleted) == ("BBC News", editor, True)


def test_merging_again_is_refused_and_changes_nothing(
    article: ArticlePage, bbc: Source, bbc_news: Source
) -> None:
    merge(bbc, [Source.objects.get(pk=bbc_news.pk)])

    with pytest.raises(MergeError, match="changed meanwhile"):
        merge(bbc, [bbc_news])

    assert FormerSource.objects.count() == 1


def test_merging_one_into_itself_is_refused(bbc: Source) -> None:
    for others in ([bbc], []):
        with pytest.raises(MergeError):
            merge(bbc, others)


def test_merging_many_articles_takes_as_many_queries_as_merging_few(
    desk: NewsDeskPage, lending: Topic, django_assert_max_num_queries: Any
) -> None:
    loans = TopicFactory.create()
    for _ in range(12):
        about(ArticlePageFactory(parent=desk), loans)

    with django_assert_max_num_queries(40):
        merge(lending, [loans])


def test_what_a_draft_alone_names_is_in_use(desk: NewsDeskPage, bbc: Source, loans: Topic) -> None:
    article: ArticlePage = ArticlePageFactory(parent=desk)
    article.source = bbc
    article.topics.set([loans])
    article.save_revision()

    for named in (bbc, loans):
        assert named.is_in_use
        assert named not in unused(type(named).objects.all())
        with pytest.raises(ProtectedError), transaction.atomic():
            named.delete()


def test_what_a_draft_names_by_its_former_key_is_the_kept_one(
    article: ArticlePage, bbc: Source, bbc_news: Source, lending: Topic, loans: Topic
) -> None:
    about(article, lending, loans)
    article.save_revision()
    merge(bbc, [bbc_news])
    merge(lending, [loans])

    assert named_in_drafts(Source) == {bbc.pk: 1}
    assert named_in_drafts(Topic) == {lending.pk: 1}


def test_what_nothing_names_is_unused_and_can_be_deleted(
    article: ArticlePage, bbc: Source, lending: Topic
) -> None:
    assert list(unused(Source.objects.all())) == [bbc]
    assert list(unused(Topic.objects.all())) == [lending]

    bbc.delete()
    lending.delete()


def test_topic_in_use_is_not_deleted(article: ArticlePage, loans: Topic) -> None:
    with pytest.raises(ProtectedError):
        loans.delete()


def test_kept_one_that_is_deleted_takes_its_former_ones_along(
    client: Client, bbc: Source, bbc_news: Source, lending: Topic, loans: Topic
) -> None:
    merge(bbc, [bbc_news])
    merge(lending, [loans])
    bbc.delete()
    lending.delete()

    assert not FormerSource.objects.exists()
    assert not FormerTopic.objects.exists()
    assert client.get("/news-desk/sources/bbc-news/").status_code == 404


def test_articles_are_counted_drafts_as_well(
    desk: NewsDeskPage, article: ArticlePage, bbc: Source, bbc_news: Source, loans: Topic
) -> None:
    ArticlePageFactory(parent=desk, source=bbc_news, live=False)

    numbers = {each.name: each.number for each in with_numbers(Source.objects.all())}
    assert (numbers["BBC"], numbers["BBC News"]) == (0, 2)
    assert with_numbers(Topic.objects.all()).get().number == 1
