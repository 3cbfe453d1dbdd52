"""What is added, and who may change without publishing, in tests of changes to many articles."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission

from news.models import NewsDeskPage, Topic
from tests.factories import TopicFactory, UserFactory


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic to add."""
    created: Topic = TopicFactory.create(name="Bookshops")
    return created


@pytest.fixture
def changer(desk: NewsDeskPage) -> Client:
    """Somebody who may change every article and publish none."""
    group = Group.objects.create(name="Change only")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.all())
    right = GroupPagePermission.objects.get(
        page=desk, group__name="Editors", permission__codename="change_page"
    )
    GroupPagePermission.objects.create(group=group, page=desk, permission=right.permission)
    other = Client()
    other.force_login(UserFactory.create(groups=[group.name]))
    return other
