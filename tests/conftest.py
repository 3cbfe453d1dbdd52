"""What all tests share: the site as a fresh installation has it, and its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings
from wagtail.models import Site

from core import memory
from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests import migrated
from tests.factories import UserFactory


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether the database is there already, migrated."""
    kept = migrated.kept_database()
    return kept is not None and kept.exists()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool
) -> None:
    """Put the migrated database where this process will look for it."""
    kept = migrated.kept_database()
    if kept and django_db_keepdb:
        migrated.fetch(kept)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker
) -> None:
    """After pytest-django's own: keep what was migrated for the next run."""
    kept = migrated.kept_database()
    if kept and not django_db_keepdb:
        with django_db_blocker.unblock():
            migrated.keep(kept)


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
