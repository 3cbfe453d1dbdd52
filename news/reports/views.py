"""The reports: tables with filters, CSV and XLSX, by Wagtail's own machinery."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import PageLogEntry
from wagtail.users.utils import get_deleted_user_display_name

from news.addresses import articles_where, edit_url
from news.models import ArticlePage, NewsDeskPage
from news.reports import tallies
from news.reports.filters import DoneFilterSet, IncompleteFilterSet, SharedFilterSet
from news.reports.rights import desks_of

Row = dict[str, Any]


class DeskReport(ReportView):
    """A report about the desks on which somebody may publish."""

    results_template_name = "news/admin/reports/results.html"
    # What the rows are, for those who read the table.
    explanation: Any = ""
    # In which order rows are that are otherwise equal, so that pages never overlap.
    last_order: ClassVar[tuple[str, ...]] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may publish nowhere."""
        if not self.desks:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def desks(self) -> list[NewsDeskPage]:
        """The desks it is about."""
        return list(desks_of(self.request.user))

    def get_base_queryset(self) -> QuerySet[Any]:
        """The published articles of these desks."""
        return self.of_these_desks(tallies.published())

    def of_these_desks(self, found: QuerySet[Any], path: str = "path") -> QuerySet[Any]:
        """Narrowed to them, unless they are all there are: what is gone has no place any more."""
        if len(self.desks) == NewsDeskPage.objects.count():
            return found
        return found.filter(tallies.on_desks(self.desks, path))

    def tally(self, found: QuerySet[Any]) -> tallies.Rows:
        """The rows about what the filters let through."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        """What the rows are about; they are sorted when they are there."""
        return self.get_base_queryset()

    def get_filtered_queryset(self) -> Any:
        """The rows: narrowed first, counted then, sorted last; fetched once, they are not many."""
        return list(self._rows())

    def _rows(self) -> tallies.Rows:
        rows = self.tally(self.filter_queryset(self.get_queryset()))
        return rows.order_by(self.ordering, *self.last_order)

    def as_shown(self, row: Row) -> Row:
        """The row with what people are told instead of keys."""
        return row

    def get_table(self, object_list: Any) -> Any:
        """The rows of one page; of what is taken away no table is made."""
        rows = [] if self.is_export else [self.as_shown(row) for row in object_list]
        return super().get_table(rows)

    def to_row_dict(self, item: Row) -> Row:
        """The same for a row that is taken away."""
        shown = self.as_shown(item)
        return {name: shown[name] for name in self.list_export}

    def get_filename(self) -> str:
        """The report and the day it was taken."""
        return f"{self.export_filename}-{timezone.localdate()}"


class BySourceView(DeskReport):
    """How many articles of each source were shared in each month."""

    page_title = gettext_lazy("Articles by source")
    explanation = gettext_lazy("Published articles, by the month they were shared in.")
    header_icon = "globe"
    index_url_name = "news_reports:by_source"
    index_results_url_name = "news_reports:by_source_results"
    filterset_class = SharedFilterSet
    default_ordering = "-month"
    last_order = ("-month", "-number", "name", "source_id")
    columns: ClassVar[list[Column]] = [
        Column("month_in_words", label=gettext_lazy("Month"), sort_key="month", width="25%"),
        TitleColumn(
            "name",
            label=gettext_lazy("Source"),
            sort_key="name",
            get_url=lambda row: row["source_id"] and articles_where(source=row["source_id"]),
        ),
        NumberColumn("number", label=gettext_lazy("Articles"), sort_key="number"),
    ]
    export_filename = "articles-by-source"
    list_export: ClassVar[list[str]] = ["month", "name", "number"]
    export_headings: ClassVar[dict[str, Any]] = {
        "month": gettext_lazy("Month"),
        "name": gettext_lazy("Source"),
        "number": gettext_lazy("Articles"),
    }

    def tally(self, found: QuerySet[Any]) -> tallies.Rows:
        """By source and month."""
        return tallies.by_source_and_month(found)

    def as_shown(self, row: Row) -> Row:
        """With the month in words."""
        first = datetime.date.fromisoformat(f"{row['month']}-01")
        in_words = date_format(first, "YEAR_MONTH_FORMAT")
        return row | {"month_in_words": in_words, "name": row["name"] or _("No source")}


class ByTopicView(DeskReport):
    """How many articles there are about each topic."""

    page_title = gettext_lazy("Articles by topic")
    explanation = gettext_lazy(
        "Published articles. One about several topics is counted under each of them."
    )
    header_icon = "tag"
    index_url_name = "news_reports:by_topic"
    index_results_url_name = "news_reports:by_topic_results"
    filterset_class = SharedFilterSet
    default_ordering = "-number"
    last_order = ("name", "topic_id")
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "name",
            label=gettext_lazy("Topic"),
            sort_key="name",
            get_url=lambda row: row["topic_id"] and articles_where(topics=row["topic_id"]),
        ),
        NumberColumn("number", label=gettext_lazy("Articles"), sort_key="number"),
        Column(
            "latest",
            label=gettext_lazy("Latest shared on"),
            accessor=lambda row: date_format(row["latest"]),
            sort_key="latest",
            width="25%",
        ),
    ]
    export_filename = "articles-by-topic"
    list_export: ClassVar[list[str]] = ["name", "number", "latest"]
    export_headings: ClassVar[dict[str, Any]] = {
        "name": gettext_lazy("Topic"),
        "number": gettext_lazy("Articles"),
        "latest": gettext_lazy("Latest shared on"),
    }

    def tally(self, found: QuerySet[Any]) -> tallies.Rows:
        """By topic."""
        return tallies.by_topic(found)

    def as_shown(self, row: Row) -> Row:
        """With a name for those without a topic."""
        return row | {"name": row["name"] or _("No topic")}


class IncompleteView(DeskReport):
    """Articles without something that each should have."""

    page_title = gettext_lazy("Incomplete articles")
    explanation = gettext_lazy("Articles and drafts without something each should have.")
    header_icon = "warning"
    index_url_name = "news_reports:incomplete"
    index_results_url_name = "news_reports:incomplete_results"
    filterset_class = IncompleteFilterSet
    default_ordering = "-shared_on"
    last_order = ("-pk",)
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "draft_title",
            label=gettext_lazy("Headline"),
            sort_key="draft_title",
            get_url=lambda row: edit_url(row["pk"]),
            width="45%",
        ),
        Column("without", label=gettext_lazy("Without")),
        Column(
            "shared_on",
            label=gettext_lazy("Shared on"),
            accessor=lambda row: date_format(row["shared_on"]),
            sort_key="shared_on",
            width="14%",
        ),
        Column("status", label=gettext_lazy("Status"), sort_key="live", width="12%"),
    ]
    export_filename = "incomplete-articles"
    list_export: ClassVar[list[str]] = ["draft_title", "without", "shared_on", "status"]
    export_headings: ClassVar[dict[str, Any]] = {
        "draft_title": gettext_lazy("Headline"),
        "without": gettext_lazy("Without"),
        "shared_on": gettext_lazy("Shared on"),
        "status": gettext_lazy("Status"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Drafts as well."""
        return self.of_these_desks(ArticlePage.objects.all())

    def get_filtered_queryset(self) -> Any:
        """Of these there may be very many: a page at a time."""
        return self._rows()

    def tally(self, found: QuerySet[Any]) -> tallies.Rows:
        """Those that lack what is asked for."""
        chosen = self.filters.form.cleaned_data.get("lacks") if self.filters.is_valid() else ()
        return tallies.incomplete(found, chosen or ())

    def as_shown(self, row: Row) -> Row:
        """With what it lacks, and whether it is published, in words."""
        if not row["live"]:
            status = _("Draft")
        elif row["has_unpublished_changes"]:
            status = _("Published, with changes")
        else:
            status = _("Published")
        return row | {"without": ", ".join(tallies.lacking(row)), "status": status}


class ByEditorView(DeskReport):
    """Who wrote, edited and published how many articles."""

    page_title = gettext_lazy("Articles by editor")
    explanation = gettext_lazy(
        "How many different articles each account began, changed, and published or scheduled."
    )
    header_icon = "user"
    index_url_name = "news_reports:by_editor"
    index_results_url_name = "news_reports:by_editor_results"
    filterset_class = DoneFilterSet
    default_ordering = "-published"
    last_order = ("name", "user_id")
    columns: ClassVar[list[Column]] = [
        Column("name", label=gettext_lazy("Editor"), sort_key="name"),
        NumberColumn("created", label=gettext_lazy("Begun"), sort_key="created"),
        NumberColumn("edited", label=gettext_lazy("Changed"), sort_key="edited"),
        NumberColumn("published", label=gettext_lazy("Published"), sort_key="published"),
    ]
    export_filename = "articles-by-editor"
    list_export: ClassVar[list[str]] = ["name", "created", "edited", "published"]
    export_headings: ClassVar[dict[str, Any]] = {
        "name": gettext_lazy("Editor"),
        "created": gettext_lazy("Begun"),
        "edited": gettext_lazy("Changed"),
        "published": gettext_lazy("Published"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """What was done on these desks; of all desks also what was done to pages deleted since."""
        return self.of_these_desks(PageLogEntry.objects.all(), "page__path")

    def tally(self, found: QuerySet[Any]) -> tallies.Rows:
        """By account."""
        return tallies.by_editor(found)

    def as_shown(self, row: Row) -> Row:
        """With a name also for accounts that are gone, and for what people did not do."""
        if row["user_id"] is None:
            return row | {"name": _("No account: commands and imports")}
        gone = get_deleted_user_display_name(user_id=row["user_id"])
        return row | {"name": row["name"] or row["email"] or gone}
