"""Which articles somebody is shown to work on: those of Wagtail's explorer, asked cheaply.

Whoever may only add articles is shown their own and those that they may read (members.told).

Wagtail asks which of all pages someone may explore and compares each article with the answer.
Rights are given on pages and hold for everything below them: asking for the desks is enough.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from members.access import audience_of
from members.told import told_of
from news.models import ArticlePage, NewsDeskPage
from news.querysets import ArticleQuerySet

if TYPE_CHECKING:
    from members.models import User

# Whoever may do one of these with a page sees it in the explorer.
EXPLORES = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})


def works_on_articles(user: User, actions: frozenset[str] = EXPLORES) -> bool:
    """Whether there is any page on which the person may do one of these things."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, actions))


class Reach:
    """What one person may do with articles, fetched once."""

    def __init__(self, user: User) -> None:
        self.user = user

    def articles(self) -> ArticleQuerySet:
        """All articles the person may do anything with."""
        articles = ArticlePage.objects.all()
        if self._has_all:
            return articles
        condition = Q(pk__in=[])
        for path in self._paths(EXPLORES):
            condition |= Q(path__startswith=path)
        told = told_of(self.user)
        return articles.filter(condition) if told is None else articles.filter(condition, told)

    @property
    def key(self) -> Hashable:
        """A name for these articles: people with the same one have the same articles."""
        if self._has_all:
            return "all"
        return (audience_of(self.user), *sorted(self._paths(EXPLORES)))

    def may(self, action: str, article: Page) -> bool:
        """Whether the person has the right to do this with the article; locks are not looked at."""
        if self._is_superuser:
            return True
        if not self.user.is_active:
            return False
        if action == "change" and article.owner_id == self.user.pk and self.may("add", article):
            return True
        return any(article.path.startswith(path) for path in self._paths({action}))

    @property
    def publishes(self) -> bool:
        """Whether there are articles that the person may publish."""
        return self._is_superuser or bool(self._paths({"publish"}))

    @cached_property
    def _has_all(self) -> bool:
        if self._is_superuser:
            return True
        paths = self._paths(EXPLORES - {"add"})
        desks = NewsDeskPage.objects.values_list("path", flat=True)
        return bool(paths) and all(desk.startswith(tuple(paths)) for desk in desks)

    @property
    def _is_superuser(self) -> bool:
        return self.user.is_superuser and self.user.is_active

    def _paths(self, actions: frozenset[str] | set[str]) -> set[str]:
        policy = policy_registry.get_by_type(Page)
        names = {f"{action}_page" for action in actions}
        return {
            each.page.path
            for each in policy.get_cached_permissions_for_user(self.user)
            if each.permission.codename in names
        }
