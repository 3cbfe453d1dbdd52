"""The list of members, quick also where there are a hundred thousand; and the list as a file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from core.keys_first import KeysFirstPaginator
from core.memory import remember
from core.search.backend import first_words
from core.spreadsheets import csv_pieces, xlsx_pieces
from members.membership.admin.deeds import addresses_of_deeds
from members.membership.admin.filters import MembershipFilterSet
from members.membership.many import possible_for
from members.models import Membership

COUNT_KNOWN_FOR = datetime.timedelta(minutes=1)
# Parameters that change nothing about who is in the list.
NOT_NARROWING = {"p", "ordering", "_w_filter_fragment", "id", "next", "childOf", "export"}
FILES = {
    "csv": ("text/csv", csv_pieces),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces),
}
EXPORTED = ("name", "email", "number", "status", "since", "ends_on", "account", "notes")


class NameColumn(TitleColumn):
    """The name, which leads to the form, and the address below it."""

    cell_template_name = "members/admin/membership/name_cell.html"


class StatusColumn(Column):
    """How it stands with the membership, and whether there is an account."""

    cell_template_name = "members/admin/membership/status_cell.html"


def _day(name: str) -> Any:
    def shown(membership: Membership) -> str:
        day = getattr(membership, name)
        return date_format(day) if day else ""

    return shown


class MembershipIndexView(generic.IndexView):
    """All members, by name."""

    page_title = gettext_lazy("Members")
    add_item_label = gettext_lazy("Add a member")
    template_name = "members/admin/membership/members.html"
    results_template_name = "members/admin/membership/members_results.html"
    is_searchable = True
    default_ordering = "name"
    filterset_class = MembershipFilterSet
    list_export: ClassVar[list[str]] = list(EXPORTED)
    # Also where the view is not served but asked for its list (members.membership.admin.bulk).
    model = Membership
    index_url_name = "members_admin:index"
    index_results_url_name = "members_admin:index_results"

    @classmethod
    def keys_in(cls, request: HttpRequest, most: int) -> list[int]:
        """The keys of the members in the list that a request is about; at most so many."""
        view = cls()
        view.setup(request)
        return list(view.get_queryset().values_list("pk", flat=True)[:most])

    @cached_property
    def columns(self) -> list[Any]:
        """Name, status, number and the two days."""
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="membership"),
            self._get_title_column_class(NameColumn)(
                "name",
                label=gettext_lazy("Name"),
                accessor=str,
                sort_key="name",
                get_url=self.get_edit_url,
                get_title_id=lambda membership: f"membership_{membership.pk}_title",
            ),
            StatusColumn("status", label=gettext_lazy("Status"), sort_key="status"),
            Column("number", label=gettext_lazy("Number"), sort_key="number"),
            Column(
                "since",
                label=gettext_lazy("Member since"),
                accessor=_day("since"),
                sort_key="since",
            ),
            Column(
                "ends_on",
                label=gettext_lazy("Ends on"),
                accessor=_day("ends_on"),
                sort_key="ends_on",
            ),
        ]

    def get_base_queryset(self) -> QuerySet[Membership]:
        """Nothing is fetched before a page is."""
        return Membership.objects.all()

    def order_queryset(self, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        """In one order and no other: the key breaks ties, so that pages never overlap.

        A file has its own order unless one was chosen: sorting would take as long as writing it.
        """
        if self.is_export and not self.is_explicitly_ordered:
            return queryset.order_by("pk")
        name = self.ordering or self.default_ordering
        if name.lstrip("-") not in ("since", "ends_on"):
            return queryset.order_by(name, "-pk" if name.startswith("-") else "pk")
        # Who has no such day comes last, whichever way.
        column = F(name.lstrip("-"))
        if name.startswith("-"):
            return queryset.order_by(column.desc(nulls_last=True), "-pk")
        return queryset.order_by(column.asc(nulls_last=True), "pk")

    def search_queryset(self, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        """Who has all these words, or parts of words, in name, address and number."""
        for word in first_words(self.search_query).casefold().split():
            queryset = queryset.filter(search_text__contains=word)
        return queryset

    def get_paginator(
        self, queryset: QuerySet[Membership], per_page: int, **options: Any
    ) -> Paginator[Any]:
        """Told how to fetch rows, and how many there are where there are many."""
        return KeysFirstPaginator(
            queryset,
            per_page,
            fetch=_fetch,
            count_many=lambda: self._count(queryset),
            model=Membership,
            **options,
        )

    def _count(self, members: QuerySet[Membership]) -> int:
        narrowing = sorted(
            (name, value)
            for name, values in self.request.GET.lists()
            if name not in NOT_NARROWING
            for value in values
        )
        number, _until = remember(
            ("members in list", tuple(narrowing)),
            lambda: (members.order_by().count(), timezone.now() + COUNT_KNOWN_FOR),
            until=lambda value: value[1],
        )
        return number

    def get_list_more_buttons(self, instance: Membership) -> list[Any]:
        """What can be done with the member as things stand, as with many."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if not self.user_has_permission("change"):
            return buttons
        return buttons + [
            Button(
                deed.label,
                f"{self._deeds[deed.kind]}&id={instance.pk}",
                icon_name=deed.icon,
                priority=50 + place,
            )
            for place, deed in enumerate(possible_for(instance))
        ]

    @cached_property
    def _deeds(self) -> dict[str, str]:
        """Found once: a page of the list has hundreds of them."""
        return addresses_of_deeds(self._here)

    @property
    def _here(self) -> str:
        # Filters fetch the rows alone, from an address of their own, which is no page.
        asked = self.request.GET.copy()
        asked.pop("_w_filter_fragment", None)
        return f"{self.index_url}?{asked.urlencode()}" if asked else str(self.index_url)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Also the way to lists from elsewhere."""
        buttons: list[Button] = super().header_more_buttons
        if self.user_has_permission("add") and self.user_has_permission("change"):
            address = reverse("members_admin:imports")
            buttons.append(Button(_("Import a list"), url=address, icon_name="upload", priority=80))
        return buttons

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A file at once: Wagtail would first fetch every member whole, for a page nobody sees."""
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        return answer

    def as_spreadsheet(
        self, queryset: QuerySet[Membership], spreadsheet_format: str
    ) -> StreamingHttpResponse:
        """The members in the list as a file, sent while it is made."""
        kind, pieces = FILES[spreadsheet_format]
        headings = [self.get_heading(queryset, name) for name in EXPORTED]
        response = StreamingHttpResponse(pieces(headings, _rows(queryset)), content_type=kind)
        name = f"members-{timezone.localdate().isoformat()}.{spreadsheet_format}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _fetch(keys: Sequence[int]) -> list[Membership]:
    found = Membership.objects.defer("notes", "search_text").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _rows(members: QuerySet[Membership]) -> Iterator[list[Any]]:
    statuses = {value: str(label) for value, label in Membership.Status.choices}
    has, has_not = _("yes"), _("not yet")
    place, account = EXPORTED.index("status"), EXPORTED.index("account")
    for cells in members.values_list(*EXPORTED).iterator(chunk_size=2_000):
        row = list(cells)
        row[place] = statuses[row[place]]
        row[account] = has if row[account] else has_not
        yield row
