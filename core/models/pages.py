"""The abstract page that all pages of the site are built on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction

from core.addresses import DeskCopyForm, DeskPageForm, is_reserved


class BasePage(Page):
    """A page of the site: only groups restrict it, and its restrictions cost one query."""

    # Wagtail's "any logged-in user" lets in every account, also one that is not a member, and a
    # shared password is no membership at all.
    private_page_options: ClassVar[list[str]] = ["groups"]

    # Slugs that no page directly below may have (core.addresses), as regular expressions.
    reserved_child_slugs: ClassVar[tuple[str, ...]] = ()

    base_form_class = DeskPageForm
    copy_form_class = DeskCopyForm

    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
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

    @cached_property
    def restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """What keeps readers out, fetched once."""
        return restrictions_reaching(self)

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


def restrictions_reaching(page: Page) -> models.QuerySet[PageViewRestriction]:
    """All restrictions that a reader of the page has to meet, in one query.

    Those on the page and above it. An alias shows another page's content: where the page or one
    above it is an alias, also those on and above the page that is shown.
    """
    paths = _paths_from_root(page.path, page.steplen)
    shown = Page.objects.filter(path__in=paths, alias_of__path__startswith=OuterRef("page__path"))
    return PageViewRestriction.objects.filter(
        Q(page__path__in=paths) | Exists(shown)
    ).prefetch_related("groups")


def _paths_from_root(path: str, steplen: int) -> set[str]:
    """The tree paths of a page and all pages above it."""
    return {path[:end] for end in range(steplen, len(path) + 1, steplen)}


def _shorten_way_to_source(page: Any) -> None:
    while page.alias_of and page.alias_of.alias_of:
        page.alias_of = page.alias_of.alias_of
