"""The abstract page that all pages of the site are built on."""

from __future__ import annotations

import copy
from http import HTTPMethod
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from core.addresses import DeskCopyForm, DeskPageForm, is_reserved
from core.closures import closures, paths_from_root
from core.memory import remember


class BasePage(Page):
    """A page of the site: only groups restrict it, and its restrictions cost one query."""

    # Wagtail's "any logged-in user" lets in every account, also one that is not a member, and a
    # shared password is no membership at all.
    private_page_options: ClassVar[list[str]] = ["groups"]

    # Slugs that no page directly below may have (core.addresses), as regular expressions.
    reserved_child_slugs: ClassVar[tuple[str, ...]] = ()

    # Whether the site map for people names pages of this type.
    is_in_site_map: ClassVar[bool] = True

    # Pages are read; forms on them, where an app adds any, post to views of their own.
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [
        HTTPMethod.GET,
        HTTPMethod.HEAD,
        HTTPMethod.OPTIONS,
    ]

    base_form_class = DeskPageForm
    copy_form_class = DeskCopyForm

    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                # A draft without one gets one from its title.
                FieldPanel("slug", required_on_save=False),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines"),
        ),
        FieldPanel("show_in_menus"),
    ]

    class Meta:
        abstract = True

    # Set once members.access has let the reader in; Wagtail's own check, which knows nothing of
    # editors, must then not turn them away.
    restrictions_are_met = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Have an alias of an alias show the page itself, so that it is as private as that is."""
        _shorten_way_to_source(self)
        super().save(*args, **kwargs)

    @property
    def is_open_to_everyone(self) -> bool:
        """Whether anybody may read it without signing in."""
        return closures().is_open(self)

    @cached_property
    def restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """What keeps readers out, fetched once; asked for only where something may."""
        if not closures().may_reach(self):
            return PageViewRestriction.objects.none()
        return restrictions_reaching(self)

    @property
    def is_announced(self) -> bool:
        """Whether also those may learn that it is there who may not read it."""
        return False

    def answer_to_outsider(
        self, request: HttpRequest, routed_to: dict[str, Any]
    ) -> HttpResponseBase | None:
        """What somebody is shown at its address who may not read it; None for nothing of it.

        `routed_to` is what the route names besides the page: a feed of it, its plain text.
        """
        return None

    def told_of_outsiders(self, parent: Page | None) -> str:
        """What editors are told of those who may not read it; `parent` where it is new."""
        return gettext("Everybody else sees nothing of it.")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page that the rest of the address names, from memory where it is known there."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        return self._child(slug).route(request, rest)

    def _child(self, slug: str) -> Page:
        """The page below this one that has the slug. Raises Http404 where there is none."""
        child = remember(
            ("child", self.pk, slug),
            lambda: without_bodies(get_object_or_404(self.get_children(), slug=slug)),
        )
        child = copy.copy(child)
        child._cached_parent_obj = self
        return child

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """The restrictions Wagtail has still to check."""
        return (
            PageViewRestriction.objects.none() if self.restrictions_are_met else self.restrictions
        )

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Wagtail's question when it checks a slug or makes one from a title."""
        if is_reserved(slug, parent_page):
            return False
        return Page._slug_is_available(slug, parent_page, page)


def without_bodies(page: Page) -> Page:
    """The page as its own type, to be remembered: its bodies are fetched when they are asked for.

    A body collects what a request fetches for it, so that two requests must never share one.
    """
    pages = page.specific_class._default_manager.defer_streamfields()
    return pages.get(pk=page.pk)


def restrictions_reaching(page: Page) -> models.QuerySet[PageViewRestriction]:
    """All restrictions that a reader of the page has to meet, in one query.

    Those on the page and above it. An alias shows another page's content: where the page or one
    above it is an alias, also those on and above the page that is shown.
    """
    paths = set(paths_from_root(page.path))
    shown = Page.objects.filter(path__in=paths, alias_of__path__startswith=OuterRef("page__path"))
    return PageViewRestriction.objects.filter(
        Q(page__path__in=paths) | Exists(shown)
    ).prefetch_related("groups")


def _shorten_way_to_source(page: Any) -> None:
    while page.alias_of and page.alias_of.alias_of:
        page.alias_of = page.alias_of.alias_of
