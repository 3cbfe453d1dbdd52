"""The home page and pages like "About us"."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.models import BasePage, PageWithBody
from home.blocks import PageBodyBlock
from members.files.panels import FittingFilesPanel
from members.querysets import ReadablePageManager

# What else answers below "/", now or to come (site_project/urls.py, and Wagtail's own).
RESERVED_SLUGS = (
    "-",
    "_util",
    "account",
    "admin",
    "api",
    "comments",
    "documents",
    "mailing",
    "media",
    "search",
    "site-map",
    "static",
)

BODY_HELP = _("Press + to add text, pictures and other parts.")


class HomePage(PageWithBody):
    """The front page: who we are, what is new, how to join."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("Who you are, in a sentence or two. Stands at the top in large type."),
    )
    body = StreamField(
        PageBodyBlock(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Below the latest articles: how to join, for example."),
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage", "news.NewsDeskPage"]
    reserved_child_slugs: ClassVar[tuple[str, ...]] = RESERVED_SLUGS

    content_panels: ClassVar[list[Any]] = [
        FittingFilesPanel(),
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("plain_text"),
    ]

    objects = ReadablePageManager()

    template = "home/pages/home_page.html"

    class Meta:
        verbose_name = _("home page")


class StandardPage(PageWithBody):
    """A page of its own: about us, membership, privacy."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("What the page is about, in larger type.")
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True, help_text=BODY_HELP)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    content_panels: ClassVar[list[Any]] = [
        FittingFilesPanel(),
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("plain_text"),
    ]

    objects = ReadablePageManager()

    template = "home/pages/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
