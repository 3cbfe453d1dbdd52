"""The page that shows how a change to many objects goes, and what came of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.views.generic import DetailView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.bulk_changes.work import BulkChanges
from core.models import BaseBulkChange


class BulkChangeView(WagtailAdminTemplateMixin, DetailView[BaseBulkChange]):
    """One such change. Who may look at it is for the app to say."""

    changes: BulkChanges
    template_name = "core/admin/progress.html"
    # Asked for again and again while the worker is at it.
    fragment_name = "core/admin/bulk_changes/state.html"

    def get_queryset(self) -> QuerySet[BaseBulkChange]:
        """The app's own."""
        return self.changes.model._default_manager.all()

    def get_template_names(self) -> list[str]:
        """The whole page or what changes on it."""
        return [self.fragment_name if "state" in self.request.GET else self.template_name]

    def get_page_title(self) -> str:
        """What is done."""
        return str(self.changes.kinds[self.object.kind].heading)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.changes.index), "label": self.changes.words.objects},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_header_icon(self) -> str:
        """As on the screen that asked."""
        return self.changes.kinds[self.object.kind].icon

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way back to the list as it was."""
        work, words = self.object, self.changes.words
        back = get_valid_next_url_from_request(self.request) or reverse(self.changes.index)
        return super().get_context_data(**kwargs) | {
            "work": work,
            "changes": self.changes,
            "outcome": words.outcome(work),
            "progress": words.progress(work),
            "back": back,
            "back_in_words": words.back,
        }
