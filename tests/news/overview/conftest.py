"""What the tests of the articles' overview share."""

from __future__ import annotations

import pytest

from members.models import User
from members.rights import CONTRIBUTORS
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, UserFactory


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """A live article with one version."""
    article: ArticlePage = ArticlePageFactory.create(parent=desk, title="A village buys a shop")
    article.save_revision().publish()
    article.refresh_from_db()
    return article


@pytest.fixture
def contributor(db: None) -> User:
    """Somebody who writes and does not publish."""
    created: User = UserFactory.create(display_name="Cora Contributor", groups=[CONTRIBUTORS])
    return created
