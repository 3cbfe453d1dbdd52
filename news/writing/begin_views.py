"""New articles that begin with something: Wagtail's own form, filled in; nothing is stored."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.create import CreateView

from core.search import find_among, parse
from members.signed_in import account_of
from news.models import ArticlePage, NewsDeskPage
from news.writing.beginnings import COPY, OUTLINES, copy_from, outline, version_to_copy
from news.writing.doubles import newest_articles

SHOWN = 20


class BegunArticleView(CreateView):
    """The form of a new article that has something in it. What is saved goes to Wagtail's view."""

    http_method_names = ("get", "head", "options")
    begun_with = COPY

    def dispatch(
        self, request: HttpRequest, parent_page_id: int, **kwargs: Any
    ) -> HttpResponseBase:
        """Wagtail's checks, for an article."""
        self.asked_for = kwargs
        answer: HttpResponseBase = super().dispatch(request, "news", "articlepage", parent_page_id)
        return answer

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Fill in the article that Wagtail has just made, then show it."""
        self.fill()
        request.begun_with = self.begun_with  # type: ignore[attr-defined]  # read by the cards
        answer: HttpResponseBase = super().get(request)
        return answer

    def fill(self) -> None:
        """What the article begins with."""
        raise NotImplementedError


class BeginWithOutlineView(BegunArticleView):
    """With the empty parts of its kind."""

    def fill(self) -> None:
        """The parts. Raises Http404 where there is no such kind."""
        self.begun_with = self.asked_for["name"]
        if self.begun_with not in OUTLINES:
            raise Http404
        outline(self.page, self.begun_with)


class BeginWithCopyView(BegunArticleView):
    """With another article's text."""

    def fill(self) -> None:
        """The copy. Raises PermissionDenied where the person may not see the other article."""
        other = get_object_or_404(ArticlePage, pk=self.asked_for["article_id"])
        version = version_to_copy(self.request.user, other)
        if version is None:
            raise PermissionDenied
        copy_from(self.page, version)


class ChooseToCopyView(WagtailAdminTemplateMixin, TemplateView):
    """The articles a new one can be copied from, newest first."""

    template_name = "news/admin/writing/choose_to_copy.html"
    page_title = _("Copy from an article")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For who may add articles to the desk."""
        self.desk = get_object_or_404(NewsDeskPage, pk=kwargs["parent_page_id"])
        if not self.desk.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def articles(self) -> list[ArticlePage]:
        """The newest ones, or those that have all the words asked for, the best first."""
        articles = newest_articles(account_of(self.request))
        words = parse(self.request.GET.get("q", ""))
        if not words:
            return list(articles.select_related("source")[:SHOWN])
        keys = find_among(words, articles.order_by(), F("shared_on"))[:SHOWN]
        found = articles.select_related("source").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list and to the empty page."""
        add = reverse("wagtailadmin_pages:add", args=("news", "articlepage", self.desk.pk))
        return [
            {"url": reverse("articles:index"), "label": _("Articles")},
            {"url": add, "label": _("New article")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what was asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "desk": self.desk,
            "articles": self.articles(),
            "asked": self.request.GET.get("q", ""),
            "next": get_valid_next_url_from_request(self.request),
        }
