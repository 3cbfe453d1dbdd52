"""Of which pages the admin tells somebody: its lists, choosers and searches, and its own API.

A page is told to whoever may read it (members.access), and to whoever has a right on it other than
to add pages below it. What is not published is told only where the person works. Above the places
where somebody works, pages are told so that the way there can be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from core.closures import paths_from_root
from members.access import readable_by
from members.signed_in import account_of

if TYPE_CHECKING:
    from members.models import User

# Whoever may only add pages in a place works on their own ones there, not on those of others.
ADD = "add_page"

View = Callable[..., HttpResponseBase]


def told_of(user: User) -> Q | None:
    """The pages that the admin tells this person of, as a condition; None where it is all."""
    if user.is_superuser and user.is_active:
        return None
    grants = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    everywhere = {each.page.path for each in grants}
    all_there = {each.page.path for each in grants if each.permission.codename != ADD}
    if any(len(path) == Page.steplen for path in all_there):
        return None
    told = Q(live=True) | _below(everywhere)
    if (readable := readable_by(user)) is not None:
        told &= readable
    above = {path for place in everywhere for path in paths_from_root(place)}
    return told | _below(all_there) | Q(path__in=above)


def _below(paths: set[str]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


class TellingPolicy(PagePermissionPolicy):
    """Wagtail's rights on pages; what somebody may explore is no more than what they are told."""

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Asked by the lists, the searches and the API of the admin."""
        pages: QuerySet[Page] = super().explorable_instances(user)
        told = told_of(user)
        return pages if told is None else pages.filter(told)


def register() -> None:
    """Have Wagtail ask this in the place of its own."""
    register_permission_policy(Page, TellingPolicy(Page))


def only_told(pages: QuerySet[Page], user: User) -> QuerySet[Page]:
    """Those of the pages that the person is told of, also where they are searched afterwards."""
    told = told_of(user)
    if told is None:
        return pages
    # Wagtail's search takes no other conditions than those on indexed fields.
    return pages.filter(pk__in=Page.objects.filter(told).values("pk"))


def offer_only_told(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """What the chooser of pages lists and finds (construct_page_chooser_queryset)."""
    return only_told(pages, account_of(request))


def _is_told_of_all(user: User, keys: list[int]) -> bool:
    if told_of(user) is None:
        return True
    pages = Page.objects.filter(pk__in=keys)
    return not pages.exclude(pk__in=only_told(pages, user).values("pk")).exists()


def if_told_of_place(view: View) -> View:
    """A view of what is below a page, and names the page: for those who are told of it."""

    @wraps(view)
    def told_view(request: HttpRequest, *, parent_page_id: int) -> HttpResponseBase:
        if not _is_told_of_all(account_of(request), [parent_page_id]):
            raise Http404
        return view(request, parent_page_id=parent_page_id)

    return told_view


class ChoosePageView(BrowseView):
    """Wagtail's chooser of pages, where it begins by itself."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponseBase:
        """Begin at the top where it would begin below a page that the person is not told of."""
        answer: HttpResponseBase = super().get(request, parent_page_id)
        if _is_told_of_all(account_of(request), [self.parent_page.pk]):
            return answer
        top: HttpResponseBase = super().get(request, Page.get_first_root_node().pk)
        return top


class ChosenPagesView(ChosenMultipleView):
    """Wagtail's answer to a choice of several pages, which names them."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Nobody has chosen a page that the chooser did not show."""
        given = request.GET.getlist("id")
        keys = [int(key) for key in given if re.fullmatch("[0-9]{1,18}", key)]
        if len(keys) < len(given) or not _is_told_of_all(account_of(request), keys):
            raise Http404
        answer: HttpResponseBase = super().get(request)
        return answer


class PageTypesView(PageTypesUsageReportView):
    """Wagtail's report on types of pages, which names the page of each that was edited last."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        """Name only those that the person is told of."""
        keys = [each.last_edited_page_id for each in page_types if each.last_edited_page_id]
        told = only_told(Page.objects.filter(pk__in=keys), account_of(self.request))
        told_keys = set(told.values_list("pk", flat=True))
        for each in page_types:
            if each.last_edited_page_id not in told_keys:
                each.last_edited_page_id = None
        return super().decorate_paginated_queryset(page_types)
