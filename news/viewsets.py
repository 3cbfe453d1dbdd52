"""The desk in the admin: its articles first, then what they are made with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.forms import CheckboxSelectMultiple
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.duplicates import ChecksAgain
from news.disclaimers.viewsets import DisclaimerViewSet
from news.forms import NewSourceForm
from news.merging.listing import (
    ArticlesAsUsageView,
    NamedIndexView,
    NumberOfArticles,
    SourceFilterSet,
    TopicFilterSet,
)
from news.models import ArticlePage, Source, Topic


class ArticleFilterSet(PageFilterSet):
    """Narrow the list of articles."""

    source = ModelMultipleChoiceFilter(
        label=_("Source"), queryset=Source.objects.all(), widget=CheckboxSelectMultiple
    )
    topics = ModelMultipleChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), widget=CheckboxSelectMultiple
    )

    class Meta(PageFilterSet.Meta):
        model = ArticlePage


class ArticleIndexView(IndexView):
    """The list of articles; the button says what it makes."""

    add_item_label = _("New article")
    page_title = _("Articles")


class ArticleViewSet(PageListingViewSet):
    """All articles the editor may work on, newest changes first."""

    model = ArticlePage
    name = "articles"
    index_view_class = ArticleIndexView
    icon = "doc-full"
    menu_label = _("Articles")
    filterset_class = ArticleFilterSet
    columns: ClassVar[list[Column]] = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("source", label=_("Source"), accessor="source.name", sort_key="source__name"),
        Column(
            "shared_on",
            label=_("Shared on"),
            accessor=lambda article: date_format(article.shared_on),
            sort_key="shared_on",
            width="14%",
        ),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class NamedCreateView(ChecksAgain, CreateView):
    """A new thing with a name of its own."""


class NamedEditView(ChecksAgain, EditView):
    """Something with a name of its own."""


class NamedViewSet(SnippetViewSet):
    """The administration of things whose name only one of them can have."""

    list_per_page = 50

    add_view_class = NamedCreateView
    edit_view_class = NamedEditView


class NamedCreateInChooserView(ChecksAgain, SnippetCreateView):
    """A new thing with a name of its own, made in the midst of an article."""


class SourceChooserViewSet(SnippetChooserViewSet):
    """Choose a source, or make a new one without leaving the article."""

    creation_form_class = NewSourceForm
    creation_tab_label = _("New source")
    create_view_class = NamedCreateInChooserView


class SourceViewSet(NamedViewSet):
    """Outlets."""

    model = Source
    icon = "globe"
    chooser_viewset_class = SourceChooserViewSet
    menu_label = _("Sources")
    index_view_class = NamedIndexView
    filterset_class = SourceFilterSet
    list_display: ClassVar[list[Any]] = ["name", NumberOfArticles("source"), "url"]
    ordering: ClassVar[list[str]] = ["name"]


class TopicViewSet(NamedViewSet):
    """Subjects."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    index_view_class = NamedIndexView
    usage_view_class = ArticlesAsUsageView
    filterset_class = TopicFilterSet
    list_display: ClassVar[list[Any]] = ["name", NumberOfArticles("topics"), "description"]
    ordering: ClassVar[list[str]] = ["name"]


class NewsDeskViewSetGroup(SnippetViewSetGroup):
    """The entry "News Desk" of the admin's menu. It leads to the articles first."""

    items = (ArticleViewSet, SourceViewSet, TopicViewSet, DisclaimerViewSet)
    menu_label = _("News Desk")
    menu_icon = "edit"
    menu_order = 50
