"""The lists of sources and topics: with numbers of articles, what is unused, what looks alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import UsageView
from wagtail.snippets.views.snippets import IndexView

from news.addresses import articles_where
from news.merging.likeness import alike
from news.merging.usage import unused, with_numbers
from news.models import Source, Topic


class NamedFilterSet(WagtailFilterSet):
    """Narrow to what is unused, or to names that may mean the same."""

    show = ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[
            ("unused", gettext_lazy("Unused")),
            ("alike", gettext_lazy("Names that look alike")),
        ],
        widget=RadioSelect,
        empty_label=gettext_lazy("All"),
        method="narrow",
    )

    def narrow(self, named: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that were asked for."""
        return unused(named) if value == "unused" else named.filter(pk__in=list(likenesses(named)))


class SourceFilterSet(NamedFilterSet):
    """Narrow the list of sources."""

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = []


class TopicFilterSet(NamedFilterSet):
    """Narrow the list of topics."""

    class Meta:
        model = Topic
        fields: ClassVar[list[str]] = []


def likenesses(named: QuerySet[Any]) -> dict[int, list[str]]:
    """By key, the names of all others that may mean the same."""
    names = dict(named.model._default_manager.values_list("pk", "name"))
    return {key: [names[other] for other in others] for key, others in alike(names).items()}


class NumberOfArticles(TitleColumn):
    """How many articles there are, drafts too; leads to them."""

    cell_template_name = "news/admin/merging/number_cell.html"

    def __init__(self, parameter: str) -> None:
        super().__init__(
            "number",
            label=gettext_lazy("Articles"),
            sort_key="number",
            get_url=lambda named: articles_where(**{parameter: named.pk}),
            width="12%",
        )


class NamedIndexView(IndexView):
    """A list of sources or topics; says of which others a name reminds, where there are any."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With the numbers of their articles."""
        return with_numbers(super().get_base_queryset())

    @cached_property
    def columns(self) -> list[Column]:
        """The name that looks alike stands beside the one it is like."""
        columns: list[Column] = super().columns
        found = likenesses(self.model._default_manager.all())
        if found:
            columns.append(
                Column(
                    "alike",
                    label=_("Looks like"),
                    accessor=lambda named: ", ".join(found.get(named.pk, ())),
                )
            )
        return columns


class ArticlesAsUsageView(UsageView):
    """Wagtail's index of uses knows nothing of topics; the list of articles does."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead there."""
        return redirect(articles_where(topics=self.object.pk))
