"""The report on what readers were told of mistakes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column, TitleColumn

from news.addresses import edit_url
from news.models import Correction
from news.reports.filters import DeskFilterSet
from news.reports.tallies import Rows
from news.reports.views import DeskReport


class CorrectedFilterSet(DeskFilterSet):
    """Narrow corrections to those of a period."""

    day = DateFromToRangeFilter(label=_("Corrected on"), widget=DateRangePickerWidget)
    path = "article__path"

    class Meta:
        model = Correction
        fields: ClassVar[list[str]] = []


class CorrectionsView(DeskReport):
    """Every correction that stands under an article."""

    page_title = _("Corrections")
    explanation = _("What readers were told of mistakes in published articles.")
    header_icon = "edit"
    index_url_name = "news_reports:corrections"
    index_results_url_name = "news_reports:corrections_results"
    filterset_class = CorrectedFilterSet
    default_ordering = "-day"
    last_order = ("-pk",)
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "headline",
            label=_("Headline"),
            sort_key="headline",
            get_url=lambda row: edit_url(row["article_id"]),
            width="30%",
        ),
        Column("source", label=_("Source"), sort_key="source", width="15%"),
        Column(
            "day",
            label=_("Corrected on"),
            accessor=lambda row: date_format(row["day"]),
            sort_key="day",
            width="15%",
        ),
        Column("text", label=_("Correction")),
    ]
    export_filename = "corrections"
    list_export: ClassVar[list[str]] = ["headline", "source", "day", "text"]
    export_headings: ClassVar[dict[str, Any]] = {
        "headline": _("Headline"),
        "source": _("Source"),
        "day": _("Corrected on"),
        "text": _("Correction"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Those of these desks' articles, also of articles taken offline since."""
        return self.of_these_desks(Correction.objects.all(), "article__path")

    def get_filtered_queryset(self) -> Any:
        """Over the years there may be many: a page at a time."""
        return self._rows()

    def tally(self, found: QuerySet[Any]) -> Rows:
        """Each with its article's headline and source."""
        return found.values(
            "pk",
            "article_id",
            "day",
            "text",
            headline=F("article__title"),
            source=F("article__source__name"),
        )

    def as_shown(self, row: dict[str, Any]) -> dict[str, Any]:
        """With nothing where the source is not known."""
        return row | {"source": row["source"] or ""}
