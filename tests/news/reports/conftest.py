"""A desk with something to report on."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from tests.exports import Rows, csv_rows
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory


@pytest.fixture
def post(db: None) -> Source:
    """A source."""
    return SourceFactory.create(name="The Post")


@pytest.fixture
def lending(db: None) -> Topic:
    """A topic."""
    return TopicFactory.create(name="Lending")


@pytest.fixture
def articles(desk: NewsDeskPage, post: Source, lending: Topic) -> list[ArticlePage]:
    """Two of The Post in September 2015, one of them about lending; one of another in October."""
    made = [
        ArticlePageFactory(parent=desk, source=post, shared_on=datetime.date(2015, 9, 21)),
        ArticlePageFactory(parent=desk, source=post, shared_on=datetime.date(2015, 9, 2)),
        ArticlePageFactory(
            parent=desk,
            source=SourceFactory.create(name="Another"),
            shared_on=datetime.date(2015, 10, 1),
        ),
    ]
    made[0].topics.set([lending])
    made[0].save()
    return made


@pytest.fixture
def read(editor: User, client: Client) -> Callable[..., Any]:
    """A report as an editor gets it."""
    client.force_login(editor)

    def get(name: str, **query: Any) -> Any:
        return client.get(reverse(f"news_reports:{name}"), query)

    return get


@pytest.fixture
def taken_away(editor: User, client: Client) -> Callable[..., Rows]:
    """The rows of a report's CSV, its headings first."""
    client.force_login(editor)
    return lambda name, **query: csv_rows(client, reverse(f"news_reports:{name}"), **query)
