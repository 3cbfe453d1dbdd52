"""Who may read what: the one place that decides, asked by every list, page, menu and file.

The rule: a page is open to everyone unless it or a page above it is restricted to groups. Every
such restriction must let the person in, by membership in one of its groups. Superusers and whoever
may edit a page may always read it. An alias, and what stands below one, is as private as the place
it stands in *and* as the page the alias shows. Restrictions of other kinds (Wagtail's "any account"
and shared passwords), should one ever get into the database, let nobody in.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from core.closures import closures
from core.expressions import IsOneOf
from core.models import BasePage
from core.models.pages import restrictions_reaching

if TYPE_CHECKING:
    from members.models import User

    Reader: TypeAlias = User | AnonymousUser

Pages = TypeVar("Pages", bound="QuerySet[Page]")


def visible_to(pages: Pages, user: Reader) -> Pages:
    """Those of the pages that this person may read, whatever number of restrictions there is."""
    if user.is_superuser and user.is_active:
        return pages
    closed = closures().closed_to(_groups_of(user))
    if not closed:
        return pages
    return pages.filter(~_below(closed) | _editable_by(user))


def kept_from_some() -> Q:
    """The pages that not everybody may read, as a condition."""
    closed = closures().closed_to(frozenset())
    return _below(closed) if closed else Q(pk__in=[])


def audience_of(user: Reader) -> Hashable:
    """Who the person is to the rule: two people of the same audience may read the same pages.

    For what is remembered of lists and counts: a key for each audience, not for each person.
    """
    if user.is_superuser and user.is_active:
        return "everything"
    if not _is_in_force(user):
        return "everyone"
    groups = _groups_of(user)
    permissions = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    # Only those who may add pages have any that they may read because they own them.
    may_own = any(each.permission.codename == "add_page" for each in permissions)
    return (groups, user.pk if may_own else None)


def may_read(user: Reader, page: Page) -> bool:
    """Whether this person may read this page. The same rule as `visible_to`, for one page."""
    restrictions = list(restrictions_on(page))
    if not restrictions or (user.is_superuser and user.is_active):
        return True
    return _passes_all(user, restrictions) or _may_edit(user, page)


def is_open_to_everyone(page: Page) -> bool:
    """Whether nothing restricts the page; asked without a query, for what is named in passing."""
    return closures().is_open(page)


def restrictions_on(page: Page) -> QuerySet[PageViewRestriction]:
    """The page's restrictions, fetched once for a page of one of our types."""
    return page.restrictions if isinstance(page, BasePage) else restrictions_reaching(page)


def _below(paths: Collection[str]) -> Q:
    """The pages that have one of these tree paths, and all below them.

    A tree path begins with the paths of all pages above it: the beginnings are compared, for each
    length that occurs. Asked whether one text begins with another, a database compares every row
    with every path.
    """
    condition = Q()
    for length in sorted({len(path) for path in paths}):
        beginnings = [path for path in paths if len(path) == length]
        condition |= Q(IsOneOf(Substr("path", 1, length), beginnings))
    return condition


def _passes_all(user: Reader, restrictions: list[PageViewRestriction]) -> bool:
    if not _is_in_force(user):
        return False
    own = {group.pk for group in user.groups.all()}
    return all(
        restriction.restriction_type == PageViewRestriction.GROUPS
        and own.intersection(group.pk for group in restriction.groups.all())
        for restriction in restrictions
    )


def _groups_of(user: Reader) -> frozenset[int]:
    if not _is_in_force(user):
        return frozenset()
    return frozenset(user.groups.values_list("pk", flat=True))


def _is_in_force(user: Reader) -> bool:
    return user.is_authenticated and user.is_active


def _may_edit(user: Reader, page: Page) -> bool:
    if not _is_in_force(user):
        return False
    return policy_registry.get_by_type(Page).user_has_permission_for_instance(user, "change", page)


def _editable_by(user: Reader) -> Q:
    """The pages `_may_edit` is true for, as a condition."""
    condition = Q(pk__in=[])
    if not _is_in_force(user):
        return condition
    for permission in policy_registry.get_by_type(Page).get_cached_permissions_for_user(user):
        below = Q(path__startswith=permission.page.path)
        if permission.permission.codename == "change_page":
            condition |= below
        elif permission.permission.codename == "add_page":
            condition |= below & Q(owner=user)
    return condition
