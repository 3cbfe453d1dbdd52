"""What every page has that can be announced to people who may not read it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import BasePage


class DeskTeasers(models.TextChoices):
    """What a desk says of its articles' teasers."""

    USUAL = "usual", _("As usual: yes for what is for members, no for what is for other groups")
    YES = "yes", _("Yes, everybody may see them")
    NO = "no", _("No")


class ArticleTeaser(models.TextChoices):
    """What an article says of its own teaser."""

    SECTION = "section", _("As the desk says")
    YES = "yes", _("Yes, everybody may see it")
    NO = "no", _("No")


class TeasedPage(BasePage):
    """A mixin for pages of a desk that may have a teaser (news.teasers has the rule)."""

    teaser = models.CharField(
        _("teaser"),
        max_length=7,
        choices=ArticleTeaser.choices,
        default=ArticleTeaser.SECTION,
        help_text=_(
            "Where not everybody may read the article: whether everybody may see its headline, "
            "source, date, summary and content note, and how to come by the rest. Without a "
            "teaser nobody else learns that there is such an article."
        ),
    )

    # Set by lists: the reader may not read it, and sees its teaser only.
    is_teaser = False

    class Meta:
        abstract = True

    @property
    def is_announced(self) -> bool:
        """By its teaser."""
        from news.teasers import has_teaser  # It knows this module.

        return has_teaser(self)

    def told_of_outsiders(self, parent: Page | None) -> str:
        """Whether they see the teaser."""
        from news.teasers import has_teaser  # It knows this module.

        if has_teaser(self, parent):
            return gettext("Everybody else sees its teaser.")
        return super().told_of_outsiders(parent)

    def answer_to_outsider(
        self, request: HttpRequest, routed_to: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The teaser, where there is one, at the article's own address alone."""
        from news.teaser_page import teaser_page  # It knows the models.

        return teaser_page(self, request) if self.is_announced and not routed_to else None
