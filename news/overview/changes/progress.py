"""The page that shows how a change to many articles goes, and what came of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from news.models import BulkChange
from news.overview.changes.actions import outcome_in_words
from news.overview.changes.registry import KINDS


class BulkChangeView(WagtailAdminTemplateMixin, DetailView[BulkChange]):
    """One such change, for whoever asked for it and for superusers."""

    model = BulkChange
    template_name = "news/admin/overview/bulk_change.html"
    # Asked for again and again while the worker is at it.
    fragment_name = "news/admin/overview/bulk_change_state.html"
    breadcrumbs_items = [  # noqa: RUF012 -- as Wagtail has it
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("articles:index"), "label": _("Articles")},
    ]

    def get_object(self, queryset: Any = None) -> BulkChange:
        """Raises PermissionDenied for other people: it names what they may not know of."""
        work: BulkChange = super().get_object(queryset)
        user = self.request.user
        if work.user_id != user.pk and not user.is_superuser:
            raise PermissionDenied
        return work

    def get_template_names(self) -> list[str]:
        """The whole page or what changes on it."""
        return [self.fragment_name if "state" in self.request.GET else self.template_name]

    def get_page_title(self) -> str:
        """What is done."""
        return str(KINDS[self.object.kind].heading)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the articles."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_header_icon(self) -> str:
        """As on the screen that asked."""
        return KINDS[self.object.kind].icon

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way back to the list as it was."""
        back = get_valid_next_url_from_request(self.request) or reverse("articles:index")
        return super().get_context_data(**kwargs) | {
            "work": self.object,
            "words": outcome_in_words(self.object),
            "back": back,
        }
