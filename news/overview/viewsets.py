"""Where the list of articles stands in the admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page

from news.models import ArticlePage
from news.overview.changes.actions import ArticlesChangeView
from news.overview.columns import COLUMNS
from news.overview.filters import ArticleFilterSet
from news.overview.listing import ArticleIndexView
from news.overview.menu import ArticlesMenuItem

LIST = "articles:index"
# From so many children on, Wagtail's explorer of a desk takes over a second (docs/measurements.md).
MOST_IN_EXPLORER = 1_000


class ArticleViewSet(PageListingViewSet):
    """All articles the editor may work on, newest changes first."""

    model = ArticlePage
    name = "articles"
    index_view_class = ArticleIndexView
    icon = "doc-full"
    menu_label = _("Articles")
    menu_item_class = ArticlesMenuItem
    filterset_class = ArticleFilterSet
    columns = COLUMNS

    def get_urlpatterns(self) -> list[URLPattern]:
        """Also where one sees how a change to many of them goes."""
        progress = path("changes/<int:pk>/", ArticlesChangeView.as_view(), name="bulk_change")
        return [*super().get_urlpatterns(), progress]


class DeskExplorerView(ExplorableIndexView):
    """A desk in Wagtail's explorer, as long as that is quick."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponseBase:
        """Lead to the list of articles where there are many, with what was searched for."""
        desk = Page.objects.filter(pk=parent_page_id).only("numchild").first()
        if desk and desk.numchild > MOST_IN_EXPLORER:
            sought = {name: request.GET[name] for name in ("q",) if request.GET.get(name)}
            return redirect(f"{reverse(LIST)}?{urlencode({'desk': desk.pk, **sought})}")
        answer: HttpResponseBase = super().get(request, parent_page_id)
        return answer


class _BackToListMixin:
    """Whoever is done with an article goes on in the list of articles, not in the explorer."""

    next_url: str

    def redirect_away(self) -> HttpResponseBase:
        """To where the person came from, if that is known."""
        return redirect(self.next_url or LIST)


class AddArticleView(_BackToListMixin, CreateView):
    """Wagtail's form of a new article."""


class EditArticleView(_BackToListMixin, EditView):
    """Wagtail's form of an article."""


class ArticlePagesViewSet(PageViewSet):
    """Wagtail's own views of articles, with ways to the list of articles."""

    model = ArticlePage
    add_view_class: Any = AddArticleView
    edit_view_class: Any = EditArticleView
    index_view_class: Any = DeskExplorerView
