"""Make the collection that a page's files need, where there is none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.permissions import policy_registry

from core.file_closures import file_closures
from members.files.fitting import File, may_move, readers_of_page
from members.files.log_actions import PRIVACY

if TYPE_CHECKING:
    from members.models import User


def groups_needed(page: Page) -> list[Group]:
    """The groups for whom a collection would have to be; none where one would not do.

    Where a page has to meet several restrictions the narrowest counts, if it is within the others.
    """
    readers = readers_of_page(page)
    narrowest = [each for each in readers if all(each <= other for other in readers)]
    return list(Group.objects.filter(pk__in=narrowest[0]).order_by("name")) if narrowest else []


def may_make(user: User, file: File) -> bool:
    """Whether this person may make a collection and put the file into it."""
    root = Collection.get_first_root_node()
    policy = policy_registry.get_by_type(Collection)
    return bool(
        root
        and file_closures().is_open(root.pk)
        and policy.user_has_permission_for_instance(user, "add", root)
        and policy.user_has_permission_for_instance(user, "change", root)
        and may_move(user, file, root)
    )


def make(groups: list[Group]) -> Collection:
    """A new collection for these groups, called by their names; recorded like one made by hand."""
    names = [group.name for group in groups]
    root = Collection.get_first_root_node()
    made: Collection = root.add_child(name=", ".join(names)[:255])
    restriction = CollectionViewRestriction.objects.create(
        collection=made, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.set(groups)
    log(made, "wagtail.create")
    log(made, PRIVACY, data={"groups": names})
    return made
