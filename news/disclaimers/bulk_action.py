"""Move the chosen articles to the current wording, from a list of pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from news.disclaimers.comparing import Compared, compared
from news.disclaimers.tasks import move_pages
from news.disclaimers.views import tell_of_moving
from news.models import ArticlePage


class MoveWordingBulkAction(PageBulkAction):
    """Asks first, and shows what stands on each article and what it would take."""

    display_name = _("Current wording")
    action_type = "move_wording"
    aria_label = _("Move the disclaimer of selected articles to its current wording")
    template_name = "news/admin/move_wordings.html"
    action_priority = 60
    form_class = forms.Form

    def check_perm(self, page: Page) -> bool:
        """The right is that to publish."""
        return bool(page.permissions_for_user(self.request.user).can_publish())

    def object_context(self, obj: Page) -> dict[str, Any]:
        """The page, and what would change on it."""
        context: dict[str, Any] = super().object_context(obj)
        return context | {"moves": _moves(context["item"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The pages on which something would change, and the number of the others."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        changing = [item for item in context["items"] if item["moves"]]
        return context | {"items": changing, "unchanged": len(context["items"]) - len(changing)}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], user: Any = None, **kwargs: Any
    ) -> tuple[int | None, int]:
        """Move them, or have the worker do it; the first number is then None."""
        return move_pages([page.pk for page in objects], user), 0

    def get_success_message(self, num_parent_objects: int | None, num_child_objects: int) -> None:
        """Said as on the other screens."""
        tell_of_moving(self.request, num_parent_objects)


def _moves(page: Page) -> list[Compared]:
    if not isinstance(page, ArticlePage) or page.alias_of_id:
        return []
    return [place for place in compared(page) if place.newer]
