"""What one account may do to another: nobody hands out, or takes over, what they do not hold.

Whoever may edit accounts could otherwise put themselves into a group with more rights, or set the
password of somebody who has them. Superusers are made on the command line only (`createsuperuser`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.models import GroupCollectionPermission, GroupPagePermission

if TYPE_CHECKING:
    from members.models import User

# A permission (its key) on a page or collection (its tree path) and all below.
Grant = tuple[int, str]


class Authority:
    """What an account may do to other accounts, provided it may administer accounts at all."""

    def __init__(self, actor: User) -> None:
        self._actor = actor

    @cached_property
    def groups_to_give(self) -> QuerySet[Group]:
        """The groups whose rights the account has itself, by whichever groups of its own."""
        groups = Group.objects.order_by("name")
        if self._actor.is_superuser:
            return groups
        with_rights = groups.prefetch_related(
            "permissions__content_type",
            "page_permissions__page",
            "collection_permissions__collection",
        )
        return groups.filter(pk__in=[group.pk for group in with_rights if self._has_all(group)])

    def reaches(self, account: User) -> bool:
        """Whether the account may be changed: it holds nothing the acting one could not give."""
        if self._actor.is_superuser:
            return True
        return (
            not account.is_superuser
            and _names(account.user_permissions.all()) <= self._actor.get_all_permissions()
            and {group.pk for group in account.groups.all()} <= self._keys_to_give
        )

    @cached_property
    def _keys_to_give(self) -> set[int]:
        return {group.pk for group in self.groups_to_give}

    def _has_all(self, group: Any) -> bool:
        return (
            _names(group.permissions.all()) <= self._actor.get_all_permissions()
            and _covered(_on_pages(group.page_permissions.all()), self._own_on_pages)
            and _covered(_on_collections(group.collection_permissions.all()), self._own_collections)
        )

    @cached_property
    def _own_on_pages(self) -> list[Grant]:
        granted = GroupPagePermission.objects.filter(group__user=self._actor)
        return _on_pages(granted.select_related("page"))

    @cached_property
    def _own_collections(self) -> list[Grant]:
        granted = GroupCollectionPermission.objects.filter(group__user=self._actor)
        return _on_collections(granted.select_related("collection"))


def _names(permissions: Iterable[Permission]) -> set[str]:
    """Permissions as Django names them."""
    return {f"{each.content_type.app_label}.{each.codename}" for each in permissions}


def _on_pages(granted: Iterable[GroupPagePermission]) -> list[Grant]:
    return [(each.permission_id, each.page.path) for each in granted]


def _on_collections(granted: Iterable[GroupCollectionPermission]) -> list[Grant]:
    return [(each.permission_id, each.collection.path) for each in granted]


def _covered(theirs: Iterable[Grant], own: Iterable[Grant]) -> bool:
    """Whether each of their grants is one's own as well, there or further up the tree."""
    return all(
        any(permission == mine and path.startswith(above) for mine, above in own)
        for permission, path in theirs
    )
