"""Who may read what: the one place that decides, asked by every list, page, menu and file.

The rule: a page is open to everyone unless it or a page above it is restricted to groups. Every
such restriction must let the person in, by membership in one of its groups. Superusers and whoever
may edit a page may always read it. An alias is as private as the page it shows *and* as the place
it stands in. Restrictions of other kinds (Wagtail's "any account" and shared passwords), should one
ever get into the database, let nobody in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from core.models import BasePage

if TYPE_CHECKING:
    from members.models import User

    Reader = User | AnonymousUser

Pages = TypeVar("Pages", bound="QuerySet[Page]")


def visible_to(pages: Pages, user: Reader) -> Pages:
    """Those of the pages that this person may read, whatever number of restrictions there is."""
    if user.is_superuser and user.is_active:
        return pages
    blocking = _restrictions_that_stop(user)
    open_to_user = ~Exists(_above(blocking, "path")) & (
        Q(alias_of__isnull=True) | ~Exists(_above(blocking, "alias_of__path"))
    )
    return pages.filter(open_to_user | _editable_by(user))


def may_read(user: Reader, page: Page) -> bool:
    """Whether this person may read this page. The same rule as `visible_to`, for one page."""
    restrictions = list(restrictions_on(page))
    if not restrictions or (user.is_superuser and user.is_active):
        return True
    return _passes_all(user, restrictions) or _may_edit(user, page)


def restrictions_on(page: Page) -> Iterable[PageViewRestriction]:
    """The page's restrictions. Pages fetched as Wagtail's base type have only the general query."""
    return page.restrictions if isinstance(page, BasePage) else page.get_view_restrictions()


def _restrictions_that_stop(user: Reader) -> QuerySet[PageViewRestriction]:
    restrictions = PageViewRestriction.objects.all()
    if not _is_in_force(user):
        return restrictions
    return restrictions.exclude(
        restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all()
    )


def _above(restrictions: QuerySet[PageViewRestriction], path: str) -> QuerySet[PageViewRestriction]:
    """Restrictions on the outer query's page or above it: a tree path begins with those above."""
    outer = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return restrictions.alias(page_path=outer).filter(page_path__startswith=F("page__path"))


def _passes_all(user: Reader, restrictions: list[PageViewRestriction]) -> bool:
    if not _is_in_force(user):
        return False
    own = {group.pk for group in user.groups.all()}
    return all(
        restriction.restriction_type == PageViewRestriction.GROUPS
        and own.intersection(group.pk for group in restriction.groups.all())
        for restriction in restrictions
    )


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
