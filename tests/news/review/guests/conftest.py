"""An article in review, its author, whoever may approve it, and a reviewer without an account."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import UserFactory
from tests.news.deskwork import require_four_eyes
from tests.news.review.guests.steps import Guest, article_in_review, invited


@pytest.fixture(autouse=True)
def _four_eyes(db: None) -> None:
    """The rule is on, except where a test switches it off."""
    require_four_eyes(True)


@pytest.fixture
def author(db: None) -> User:
    """Who wrote the article."""
    return UserFactory.create(
        email="Anna.Author@example.org", display_name="Anna Author", groups=["Editors"]
    )


@pytest.fixture
def article(desk: NewsDeskPage, author: User) -> ArticlePage:
    """A draft that waits for a second pair of eyes."""
    return article_in_review(desk, author)


@pytest.fixture
def guest(article: ArticlePage, editor: User, client: Client) -> Guest:
    """Somebody without an account whom the editor has asked."""
    return invited(article, editor, client)
