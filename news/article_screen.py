"""What the admin's own pages about one article share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from members.models import User
from members.signed_in import account_of
from news.addresses import edit_url
from news.models import ArticlePage


class ArticleScreen(WagtailAdminTemplateMixin):
    """A page of the admin about one article, with the way back to it.

    Whoever extends it says which `article`, and refuses whom it is not for.
    """

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def article(self) -> ArticlePage:
        """The article it is about."""
        raise NotImplementedError

    @property
    def user(self) -> User:
        """Who looks at it."""
        return account_of(self.request)

    @property
    def edit_url(self) -> str:
        """Where the article is written."""
        return edit_url(self.article.pk)

    def get_page_subtitle(self) -> str:
        """The article's headline."""
        return str(self.article.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """By way of the article."""
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title(), "sublabel": ""},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The article for the template, and the way back."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"article": self.article, "edit_url": self.edit_url}
