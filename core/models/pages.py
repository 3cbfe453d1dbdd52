"""The abstract page that all pages of the site are built on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction


class BasePage(Page):
    """A page of the site: only groups restrict it, and its restrictions cost one query."""

    # Wagtail's "any logged-in user" lets in every account, also one that is not a member, and a
    # shared password is no membership at all.
    private_page_options: ClassVar[list[str]] = ["groups"]

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

    @cached_property
    def restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """All restrictions on this page and above it, in one query."""
        paths = _paths_from_root(self.path, self.steplen)
        # An alias shows another page's content: it is as private as both places are.
        if self.alias_of_id and self.alias_of:
            paths |= _paths_from_root(self.alias_of.path, self.steplen)
        return PageViewRestriction.objects.filter(page__path__in=paths).prefetch_related("groups")

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """The restrictions Wagtail has still to check."""
        return (
            PageViewRestriction.objects.none() if self.restrictions_are_met else self.restrictions
        )


def _paths_from_root(path: str, steplen: int) -> set[str]:
    """The tree paths of a page and all pages above it."""
    return {path[:end] for end in range(steplen, len(path) + 1, steplen)}
