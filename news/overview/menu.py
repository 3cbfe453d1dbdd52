"""Entries of the admin's menu that only those see who work on articles."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from members.signed_in import account_of
from news.overview.reach import works_on_articles


class ArticlesMenuItem(MenuItem):
    """An entry for whoever works on articles; others would find an empty page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Likewise."""
        return works_on_articles(account_of(request))
