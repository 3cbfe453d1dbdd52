"""Editors at their form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from news.models import NewsDeskPage


@pytest.fixture
def add(desk: NewsDeskPage) -> str:
    """Where a new article is begun."""
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])
