"""What all tests share: the site as a fresh installation has it, and its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from wagtail.models import Site

from core import memory
from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What a process remembers outlives a test's rolled back transaction; its database does not."""
    memory.clear()
    yield
    memory.clear()


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Settings) -> None:
    """Uploads of a test go where only this test sees them."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def site(db: None) -> Site:
    """The site that the migrations make."""
    return Site.objects.get()


@pytest.fixture
def home_page(site: Site) -> HomePage:
    """The home page that the migrations make."""
    return HomePage.objects.get()


@pytest.fixture
def desk(home_page: HomePage) -> NewsDeskPage:
    """The News Desk that the migrations make."""
    return NewsDeskPage.objects.get()


@pytest.fixture
def editor(db: None) -> User:
    """Somebody in the group Editors."""
    return UserFactory.create(display_name="Edith Editor", groups=["Editors"])


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody in the group Administrators."""
    return UserFactory.create(display_name="Adam Administrator", groups=["Administrators"])


@pytest.fixture
def member(db: None) -> User:
    """Somebody in the group Members."""
    return UserFactory.create(display_name="Mina Member", groups=["Members"])


@pytest.fixture
def stranger(db: None) -> User:
    """An account in no group."""
    return UserFactory.create(display_name="Sam Stranger")


@pytest.fixture
def superuser(db: None) -> User:
    """An account that may do everything."""
    return UserFactory.create(display_name="Ruth Root", is_superuser=True)
