"""The desk in the admin: its articles first, then what they are made with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
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
from news.models import Source, Topic
from news.overview.calendar.viewset import CalendarViewSet
from news.overview.viewsets import ArticleViewSet


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

    items = (ArticleViewSet, CalendarViewSet, SourceViewSet, TopicViewSet, DisclaimerViewSet)
    menu_label = _("News Desk")
    menu_icon = "edit"
    menu_order = 50
