"""The News Desk: the section under which articles are shared."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import unquote

from django.db import models
from django.forms import RadioSelect
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.models import BasePage
from core.paging import page_number
from members.querysets import ReadablePageManager
from members.readership_panels import WhoReadsPanel
from members.visitors import visitor_of
from news import machines
from news.filters import NAMES, Filters, from_path, further
from news.listing import ArticleList
from news.models.articles import ArticlePage
from news.models.teased_page import DeskTeasers
from news.names import are_told_of
from news.review.forms import DeskCopyingForm
from news.rows import fetch_picture, name_sources
from news.teaser_form import KeepsTeaserForm
from news.teasers import mark_teasers

# Lists by year stand where an article of that name would.
YEAR = r"\d{4}"


class NewsDeskPage(BasePage):
    """A desk: its articles, newest first, and what stands under each of them."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("What is shared here and for whom, in a sentence or two."),
    )
    disclaimer = models.ForeignKey(
        "news.Disclaimer",
        verbose_name=_("standing disclaimer"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "Articles that name no other one take it when they are published, and keep it."
        ),
    )

    feeds_in_full = models.BooleanField(
        _("articles in full in feeds"),
        default=False,
        help_text=_("Otherwise feeds hold each article's summary and a link."),
    )
    teasers = models.CharField(
        _("teasers"),
        max_length=5,
        choices=DeskTeasers.choices,
        default=DeskTeasers.USUAL,
        help_text=_(
            "Of articles that not everybody may read: whether everybody may see their headline, "
            "source, date, summary and content note, and how to come by the rest. Each article "
            "can say otherwise. Without a teaser nobody else learns that there is such an article."
        ),
    )

    base_form_class = KeepsTeaserForm
    copy_form_class = DeskCopyingForm

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["news.ArticlePage"]
    # Lists of topics and sources, and years; feeds; editions are to come.
    reserved_child_slugs: ClassVar[tuple[str, ...]] = (
        "topics",
        "sources",
        "editions",
        "feed",
        YEAR,
    )

    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("disclaimer"),
        FieldPanel("feeds_in_full"),
        MultiFieldPanel(
            [WhoReadsPanel(), FieldPanel("teasers", widget=RadioSelect)],
            heading=_("Who may see what"),
            icon="view",
        ),
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
    ]

    objects = ReadablePageManager()

    template = "news/pages/news_desk_page.html"

    class Meta:
        verbose_name = _("News Desk")
        verbose_name_plural = _("News Desks")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the article or the list that the rest of the address names.

        Articles come with what their page shows in one query; Wagtail's own routing would take
        three more.
        """
        match path_components:
            case []:
                return super().route(request, path_components)
            case [*where, "feed", form]:
                return machines.route_to_feed(self, where, form)
            case [slug, "index.md"]:
                return machines.route_to_plain_version(self._route_to_article(slug))
            case [slug] if not re.fullmatch(YEAR, slug):
                return self._route_to_article(slug)
        return self._route_to_list({"filters": from_path(path_components)})

    def _route_to_article(self, slug: str) -> RouteResult:
        articles = ArticlePage.objects.on_desk(self).with_page_parts()
        article = get_object_or_404(articles, slug=slug, live=True)
        article._cached_parent_obj = self
        name_sources([article])
        return RouteResult(article)

    def _route_to_list(self, narrowed_to: dict[str, Any]) -> RouteResult:
        if not self.live:
            raise Http404
        return RouteResult(self, kwargs=narrowed_to)

    def serve(
        self, request: HttpRequest, *args: Any, filters: Filters | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        """The list, at the one address it has."""
        filters = further(filters or Filters(), request.GET)
        # Not before the reader has been let into the desk: others are to be asked to sign in.
        if not are_told_of((filters.topic, filters.source), request.user):
            raise Http404
        number = page_number(request.GET.get("page", "1"))
        path, query = filters.parts
        given = [(name, value) for name in NAMES for value in request.GET.getlist(name)]
        here = self.get_url(request) or "/"
        given_number = request.GET.get("page", "1") if number > 1 else request.GET.get("page")
        is_canonical = given_number == (str(number) if number > 1 else None)
        if request.path != unquote(here) + path or given != list(query.items()) or not is_canonical:
            return redirect(here + filters.address(number), permanent=True)
        return super().serve(request, *args, filters=filters, number=number, **kwargs)

    def get_context(
        self,
        request: HttpRequest,
        *args: Any,
        filters: Filters | None = None,
        number: int = 1,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The articles this visitor may see, all of them or those that pass the filters."""
        context = super().get_context(request, *args, **kwargs)
        filters = filters or Filters()
        address = self.get_url(request) or "/"
        articles = ArticleList(self, address, request.user, filters, number)
        mark_teasers(articles.articles, visitor_of(request))
        if articles.lead and not articles.lead.is_teaser:
            fetch_picture(articles.lead)
        return context | {"articles": articles, "filters": filters}
