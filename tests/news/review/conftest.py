"""Who works at the desk in these tests."""

from __future__ import annotations

import pytest

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import UserFactory
from tests.news.deskwork import require_four_eyes, write


@pytest.fixture
def author(db: None) -> User:
    """An editor who writes."""
    return UserFactory.create(display_name="Ada Author", groups=["Editors"])


@pytest.fixture
def colleague(db: None) -> User:
    """Another editor, who has not written."""
    return UserFactory.create(display_name="Cora Colleague", groups=["Editors"])


@pytest.fixture
def contributor(db: None) -> User:
    """Somebody who writes drafts only."""
    return UserFactory.create(display_name="Conrad Contributor", groups=["Contributors"])


@pytest.fixture
def rule(db: None) -> None:
    """The four-eyes rule is on."""
    require_four_eyes()


@pytest.fixture
def draft(author: User, desk: NewsDeskPage) -> ArticlePage:
    """What the author wrote, not public yet."""
    return write(author, desk)
