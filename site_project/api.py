"""The read API: Wagtail's own (v2), open to everybody and so telling what everybody may read.

Images and documents have no endpoints: Wagtail's would list every upload, also what no page shows
yet and pictures of pages for members. A page's own picture is told with the page.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import BasePagination
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from core.api import exposed_fields, exposed_models
from core.memory import remember
from core.revalidation import revalidated
from core.sites import share_site_root_paths
from members.access import visible_to
from news import catalogue
from news.models import ArticlePage
from news.querysets import ArticleQuerySet

LIMIT = 50
DEFAULT_LIMIT = 20
# Deeper than anybody leafs; a database has to count its way there.
LAST_OFFSET = 100_000
# A list of fields is read by a function that calls itself for each bracket.
FIELDS_LENGTH = 300
FIELDS_DEPTH = 3
# Orders for which the database has an index.
ORDERS = {"id": ("pk",), "first_published_at": ("first_published_at", "pk")}
ARTICLE_ORDERS = ORDERS | {"shared_on": ("shared_on", "pk")}
ARTICLE_FILTERS = ("source", "topic")


class Pagination(BasePagination):
    """Limit and offset; how many there are is remembered, not counted for each request."""

    def paginate_queryset(
        self, queryset: QuerySet[Page], request: Any, view: Any = None
    ) -> list[Page]:
        """The part asked for."""
        limit = number_in(request, "limit", DEFAULT_LIMIT, LIMIT)
        offset = number_in(request, "offset", 0, LAST_OFFSET)
        if queryset.query.is_empty():
            self.total = 0
            return []
        key = ("api count", str(queryset.order_by().values("pk").query))
        self.total = remember(key, queryset.count)
        return [share_site_root_paths(page) for page in queryset[offset : offset + limit]]

    def get_paginated_response(self, data: Any) -> Response:
        """In Wagtail's form."""
        return Response({"meta": {"total_count": self.total}, "items": data})


def number_in(request: Any, name: str, default: int, highest: int) -> int:
    """A number from the query. Raises BadRequestError for anything else and for larger ones."""
    given = request.GET.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", given) or int(given) > highest:
        raise BadRequestError(f"{name} must be a number from 0 to {highest}")
    return int(given)


class OnlyJson(BaseContentNegotiation):
    """Answer in JSON whatever is asked for: there is nothing else."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        """Nothing is ever sent in."""
        return parsers[0]

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        """The one there is."""
        return renderers[0], renderers[0].media_type


class PublicPages(PagesAPIViewSet):
    """Pages that everybody may read, whoever asks."""

    authentication_classes: ClassVar[list[Any]] = []
    content_negotiation_class = OnlyJson
    http_method_names: ClassVar[list[str]] = ["get", "head"]
    renderer_classes: ClassVar[list[Any]] = [JSONRenderer]
    pagination_class = Pagination
    filter_backends: ClassVar[list[Any]] = []
    known_query_parameters = frozenset(
        {"fields", "limit", "offset", "order", "type", *ARTICLE_FILTERS}
    )
    find_query_parameters = frozenset({"id", "html_path"})
    meta_fields: ClassVar[list[str]] = [
        *("type", "detail_url", "html_url", "slug", "seo_title", "search_description"),
        *("first_published_at", "last_published_at", "parent"),
    ]
    detail_only_fields: ClassVar[list[str]] = [
        "parent",
        "text",
        "html",
        "corrections",
        "disclaimer",
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing is made for who has it already."""
        answer = partial(super().dispatch, request, *args, **kwargs)
        return revalidated(request, answer)

    @classmethod
    def get_body_fields(cls, model: type[Page]) -> list[APIField]:
        """What the apps expose, and nothing that a model might name itself."""
        return [APIField("id"), APIField("title"), *exposed_fields(model)]

    @classmethod
    def get_detail_default_fields(cls, model: type[Page]) -> list[str]:
        """Everything."""
        return cls.get_available_fields(model)

    @classmethod
    def get_listing_default_fields(cls, model: type[Page]) -> list[str]:
        """Wagtail's own defaults, of what there is here."""
        return list(cls.listing_default_fields)

    def check_query_parameters(self, queryset: QuerySet[Page]) -> None:
        """Refuse what is not known. Fields cannot be filtered by: most have no index."""
        unknown = sorted(set(self.request.GET) - self.known_query_parameters)
        if unknown:
            raise BadRequestError(f"not a query parameter: {', '.join(unknown)}")

    def get_serializer_class(self) -> Any:
        """Refuse lists of fields that are longer or deeper than any that makes sense."""
        fields = self.request.GET.get("fields", "")
        if len(fields) > FIELDS_LENGTH or fields.count("(") > FIELDS_DEPTH:
            raise BadRequestError("fields is too long")
        return super().get_serializer_class()

    def get_serializer_context(self) -> dict[str, Any]:
        """What fields need."""
        return {
            "request": self.request,
            "view": self,
            "router": self.request.wagtailapi_router,
            "base_queryset": self.get_base_queryset(),
            "site": Site.find_for_request(self.request),
        }

    def get_base_queryset(self) -> QuerySet[Page]:
        """Everything the API knows of."""
        return self._of_site(Page.objects.type(*exposed_models()))

    def get_queryset(self) -> QuerySet[Page]:
        """The pages of the type asked for, narrowed and in the order asked for."""
        wanted = self.request.GET.get("type")
        if wanted is None:
            return self._in_order(self.get_base_queryset(), ORDERS)
        models = {model._meta.label: model for model in exposed_models()}
        if wanted not in models:
            raise BadRequestError(f"type must be one of {', '.join(sorted(models))}")
        if models[wanted] is ArticlePage:
            return self._articles()
        return self._in_order(self._of_site(models[wanted].objects.all()), ORDERS)

    def _articles(self) -> QuerySet[Page]:
        articles: ArticleQuerySet = self._of_site(ArticlePage.objects.all())
        if slug := self.request.GET.get("source"):
            source = catalogue.source_at(slug)
            articles = articles.by_source(source) if source else articles.none()
        if slug := self.request.GET.get("topic"):
            topic = catalogue.topic_at(slug)
            articles = articles.by_topic(topic) if topic else articles.none()
        shown = articles.select_related("source", "image").defer("body", "plain_text")
        shown = shown.prefetch_related("topics", "image__renditions")
        return self._in_order(shown, ARTICLE_ORDERS)

    def _of_site(self, pages: Any) -> Any:
        site = Site.find_for_request(self.request)
        if site is None:
            return pages.none()
        below = pages.filter(live=True, path__startswith=site.root_page.path)
        return visible_to(below, AnonymousUser())

    def _in_order(
        self, pages: QuerySet[Page], orders: dict[str, tuple[str, ...]]
    ) -> QuerySet[Page]:
        given = self.request.GET.get("order", "id")
        columns = orders.get(given.removeprefix("-"))
        if columns is None:
            raise BadRequestError(f"order must be one of {', '.join(orders)}, or one with a minus")
        sign = "-" if given.startswith("-") else ""
        return pages.order_by(*(f"{sign}{column}" for column in columns))

    def find_object(self, queryset: QuerySet[Page], request: Any) -> Page | None:
        """The page with this key or at this address."""
        if "id" in request.GET:
            key = request.GET["id"]
            return queryset.filter(pk=int(key) if re.fullmatch("[0-9]{1,18}", key) else 0).first()
        return super().find_object(queryset, request) if "html_path" in request.GET else None


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PublicPages)
