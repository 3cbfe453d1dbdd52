"""Feed readers are told of every change, and sent nothing while there is none."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from home.models import Organisation
from news.models import ArticlePage, DisclaimerWording
from tests.factories import ArticlePageFactory, DocumentFactory, restrict
from tests.news.feeds.reading import in_full
from tests.queries import queries_of


class Follower:
    """A feed reader that keeps what it was given and asks whether that still holds."""

    def __init__(self, client: Client, url: str) -> None:
        self.client = client
        self.url = url
        self.fetch()

    def fetch(self) -> None:
        """Take what there is now."""
        response = self.client.get(self.url)
        assert response.status_code == 200
        self.etag, self.modified = response["ETag"], response["Last-Modified"]

    def is_told_of_news(self) -> bool:
        """Whether either way of asking brings something new; then that is fetched."""
        by_tag = self.client.get(self.url, headers={"if-none-match": self.etag})
        assert by_tag.status_code in (200, 304)
        if by_tag.status_code == 304:
            assert (by_tag["ETag"], by_tag["Cache-Control"]) == (self.etag, "public, max-age=300")
            assert not by_tag.content
            return False
        self.fetch()
        return True


@pytest.fixture
def follower(client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> Follower:
    """A reader of the desk's feed, who asks when the second of the last change is over."""
    later = datetime.timedelta(seconds=1)
    monkeypatch.setattr(
        "core.revalidation.timezone", SimpleNamespace(now=lambda: timezone.now() + later)
    )
    return Follower(client, "/news-desk/feed/rss/")


def test_unchanged_feed_is_not_sent_again(client: Client, follower: Follower) -> None:
    assert follower.etag.startswith('W/"')
    assert not follower.is_told_of_news()
    since = {"if-modified-since": follower.modified}
    assert client.get(follower.url, headers=since).status_code == 304
    assert client.get(follower.url, headers={"if-none-match": 'W/"other"'}).status_code == 200
    gzipped = client.get(follower.url, headers={"accept-encoding": "gzip"})
    assert gzipped["ETag"] == follower.etag


CHANGES: dict[str, Callable[[Any], Any]] = {
    "taken offline": lambda article: article.unpublish(),
    "deleted": lambda article: article.delete(),
    "published anew": lambda article: article.save_revision().publish(),
    "in full": lambda article: in_full(article.desk),
    "made private": lambda article: restrict(article, "Members"),
    "source": lambda article: article.source.save(),
    "topic": lambda article: article.topics.first().save(),
    "disclaimer": lambda article: DisclaimerWording.objects.create(
        disclaimer=article.disclaimer, text="<p>New.</p>"
    ),
    "organisation": lambda article: Organisation.for_site(article.get_site()).save(),
    "document": lambda article: DocumentFactory().save(),
    "another article": lambda article: ArticlePageFactory(parent=article.desk),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_told(follower: Follower, article: ArticlePage, change: str) -> None:
    CHANGES[change](ArticlePage.objects.get(pk=article.pk))

    assert follower.is_told_of_news()
    assert not follower.is_told_of_news()


def test_date_alone_tells_of_a_deletion(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(client, "/news-desk/feed/rss/")
    later = timezone.now() + datetime.timedelta(hours=1)
    monkeypatch.setattr("core.memory.timezone.now", lambda: later)

    article.delete()

    since = {"if-modified-since": follower.modified}
    assert client.get(follower.url, headers=since).status_code == 200


def test_asking_whether_it_changed_costs_no_more_than_finding_the_desk(
    client: Client, article: ArticlePage, follower: Follower
) -> None:
    in_full(article.desk)
    follower.fetch()
    client.get(follower.url, headers={"if-none-match": follower.etag})

    asked = queries_of(Client(headers={"if-none-match": follower.etag}), follower.url, answer=304)

    assert not [sql for sql in asked if "news_articlepage" in sql]
    assert len(asked) <= 4
