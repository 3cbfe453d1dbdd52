"""Entries of the admin's menu that only those see who work on articles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from news.overview.reach import EXPLORES


def works_on_articles(user: Any) -> bool:
    """Whether there is any page the person may do something with."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, EXPLORES))


class ArticlesMenuItem(MenuItem):
    """An entry for whoever works on articles; others would find an empty page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Likewise."""
        return works_on_articles(request.user)
