"""What the tests of navigation share."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Site

from members.models import User
from navigation.not_found.counting import not_found
from navigation.redirects.uses import uses
from tests.factories import HomePageFactory


@pytest.fixture
def second_site(site: Site) -> Site:
    """Another site of the same installation."""
    home = HomePageFactory(parent=site.root_page.get_parent(), title="Branch", slug="branch")
    return Site.objects.create(hostname="branch.example", port=80, root_page=home)


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    """What a process has counted and not written outlives a test, also one of elsewhere."""
    for counter in (not_found, uses):
        counter._pending.clear()


@pytest.fixture
def as_administrator(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client
