"""What the reports are narrowed to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import (
    ChoiceFilter,
    DateFromToRangeFilter,
    ModelChoiceFilter,
    MultipleChoiceFilter,
)
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import PageLogEntry

from news.models import ArticlePage, NewsDeskPage
from news.reports.rights import desks_of
from news.reports.tallies import LACKS, on_desks


def _desks(request: HttpRequest | None) -> QuerySet[NewsDeskPage]:
    return desks_of(request.user) if request else NewsDeskPage.objects.none()


class DeskFilterSet(WagtailFilterSet):
    """Narrow to one desk, where there are several."""

    desk = ModelChoiceFilter(label=_("Desk"), queryset=_desks, method="on_desk")
    # The path of the pages that rows are about.
    path = "path"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(_desks(self.request)) < 2:
            del self.filters["desk"]

    def on_desk(self, rows: QuerySet[Any], name: str, desk: NewsDeskPage) -> QuerySet[Any]:
        """Those that are about pages of the desk."""
        return rows.filter(on_desks([desk], self.path))


class SharedFilterSet(DeskFilterSet):
    """Narrow articles to those shared in a period."""

    shared_on = DateFromToRangeFilter(label=_("Shared on"), widget=DateRangePickerWidget)

    class Meta:
        model = ArticlePage
        fields: ClassVar[list[str]] = []


class IncompleteFilterSet(SharedFilterSet):
    """Narrow to what is lacking, and to what readers can or cannot see yet."""

    lacks = MultipleChoiceFilter(
        label=_("Without"),
        choices=[(name, label) for name, (label, _condition) in LACKS.items()],
        widget=CheckboxSelectMultiple,
        # The report asks for these itself, so that its columns and its choice agree.
        method="leave",
    )
    live = ChoiceFilter(
        label=_("Published"),
        choices=[("True", _("Yes")), ("False", _("No"))],
        widget=RadioSelect,
        empty_label=_("All"),
    )

    def leave(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """All of them."""
        return rows


class DoneFilterSet(DeskFilterSet):
    """Narrow what people did to a period."""

    timestamp = DateFromToRangeFilter(label=_("Done on"), widget=DateRangePickerWidget)
    path = "page__path"

    class Meta:
        model = PageLogEntry
        fields: ClassVar[list[str]] = []
