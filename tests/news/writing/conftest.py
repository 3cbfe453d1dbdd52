"""Editors at their form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from news.models import NewsDeskPage


@pytest.fixture
def edith(client: Client, editor: User) -> Client:
    """An editor, signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def add(desk: NewsDeskPage) -> str:
    """Where a new article is begun."""
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])


def form(**changed: Any) -> dict[str, Any]:
    """What the editor's browser sends at least."""
    return {
        "title": "Libraries stay open",
        "slug": "libraries-stay-open",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "related_picks-TOTAL_FORMS": "0",
        "related_picks-INITIAL_FORMS": "0",
        **changed,
    }


PUBLISH = {"action-publish": "action-publish"}
