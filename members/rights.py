"""Give groups their rights in migrations.

Django makes permissions after all migrations have run; a migration that hands them out therefore
makes those it needs. All functions take the migration's `apps`, so that they hold for the models as
they are at that point of history.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps

MEMBERS = "Members"
CONTRIBUTORS = "Contributors"
EDITORS = "Editors"
MEMBERSHIP = "Membership"
MODERATORS = "Moderators"
ADMINISTRATORS = "Administrators"

# The code asks for these by their names, not in migrations alone. Renamed, Members would go on as
# a group that people are in and pages are kept to, and nobody would ever be taken out of it.
FOUND_BY_NAME = frozenset({MEMBERS, CONTRIBUTORS, EDITORS, ADMINISTRATORS})

# What contributors may do with a desk and its articles: begin some, and work on their own drafts.
CONTRIBUTING = ("add",)

# What editors may do with a desk and its articles.
EDITORIAL = ("add", "change", "publish", "lock", "unlock", "bulk_delete")

READABLE = {
    "add": "Can add",
    "change": "Can change",
    "delete": "Can delete",
    "choose": "Can choose",
    "publish": "Can publish",
    "lock": "Can lock",
    "unlock": "Can unlock",
}


def permission(apps: Apps, app_label: str, model: str, action: str) -> Any:
    """The permission for an action on a model, made if it is not there yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"{READABLE[action]} {model}"},
    )
    return found


def grant(apps: Apps, group_name: str, app_label: str, model: str, actions: Iterable[str]) -> None:
    """Let a group do these things with every instance of a model."""
    group = apps.get_model("auth", "Group").objects.get(name=group_name)
    group.permissions.add(*(permission(apps, app_label, model, action) for action in actions))


def grant_in_collections(
    apps: Apps, group_name: str, app_label: str, model: str, actions: Iterable[str]
) -> None:
    """Let a group do these things with what is in any collection (images, documents)."""
    group = apps.get_model("auth", "Group").objects.get(name=group_name)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    granted = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for action in actions:
        granted.get_or_create(
            group=group, collection=root, permission=permission(apps, app_label, model, action)
        )


def grant_on_page(apps: Apps, group_name: str, page_id: int, actions: Iterable[str]) -> None:
    """Let a group do these things with a page and all pages below it."""
    group = apps.get_model("auth", "Group").objects.get(name=group_name)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=[f"{action}_page" for action in actions],
    )
    granted = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for each in permissions:
        granted.get_or_create(group=group, page_id=page_id, permission=each)
