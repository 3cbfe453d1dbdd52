"""The buttons below the list of articles, and the screen that asks before anything is done."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from news.models import ArticlePage, BulkChange
from news.overview.changes.beginning import AT_ONCE, begin
from news.overview.changes.kinds import Change, Refused
from news.overview.changes.registry import KINDS
from news.overview.listing import ArticleIndexView
from news.overview.reach import Reach
from news.overview.rows import ArticleRow, fetch_rows

# Articles that are changed together at most, and articles that the screen names.
MOST = 5_000
NAMED = 100
PROGRESS = "articles:bulk_change"


class ArticleAction(BulkAction):
    """Wagtail's bulk action for one kind of change. Wagtail's own would fetch every page whole."""

    models = [ArticlePage]  # noqa: RUF012 -- Wagtail has a property there and wants a list
    template_name = "news/admin/overview/confirm_change.html"
    change: type[Change]

    def get_form_class(self) -> type[forms.Form]:
        """What the change asks for."""
        return self.change.form_class

    @cached_property
    def keys(self) -> list[int]:
        """The articles chosen; one more than MOST where there are too many."""
        given = self.request.GET.getlist("id")
        if "all" in given:
            return ArticleIndexView.keys_in(self.request, MOST + 1)
        # A key with more digits than a database keeps is nobody's.
        chosen = [int(each) for each in given if re.fullmatch("[0-9]{1,18}", each)]
        articles = Reach(self.request.user).articles().filter(pk__in=chosen[: MOST + 1])
        return list(articles.order_by("pk").values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What will be changed, and what will not and why; of many only the first are looked at."""
        ready, left = self._sorted(self.keys[:NAMED])
        form = kwargs.get("form") or self.get_form()
        return {
            "view": self,
            "form": form,
            "media": form.media,
            "change": self.change,
            "ready": ready,
            "left": left,
            "unnamed": max(0, len(self.keys) - NAMED),
            "total": len(self.keys),
            "is_too_much": len(self.keys) > MOST,
            "most": MOST,
            "takes_time": len(self.keys) > AT_ONCE,
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
        }

    def _sorted(self, keys: list[int]) -> tuple[list[ArticleRow], list[tuple[ArticleRow, str]]]:
        ready, left = [], []
        change = self.change()
        for row in fetch_rows(keys):
            try:
                change.refuse(row, self.request.user)
                ready.append(row)
            except Refused as refusal:
                left.append((row, str(refusal)))
        return ready, left

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Begin, and say what came of it or show how it goes."""
        if not self.keys or len(self.keys) > MOST:
            return self.render_to_response(self.get_context_data(form=form))
        work = begin(self.change(self.change.kept(form)), self.keys, self.request.user)
        progress = reverse(PROGRESS, args=[work.pk])
        if not work.is_finished or work.drafted or work.left:
            return redirect(f"{progress}?{urlencode({'next': self.next_url})}")
        messages.success(self.request, outcome_in_words(work))
        return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        """Wagtail's way of doing it, which is not gone here."""
        raise NotImplementedError


def outcome_in_words(work: BulkChange) -> str:
    """What came of it, in a sentence or two."""
    parts = [
        ngettext("%(number)d article changed.", "%(number)d articles changed.", work.changed)
        % {"number": work.changed}
    ]
    if work.unchanged:
        parts.append(
            ngettext("%(number)d was so already.", "%(number)d were so already.", work.unchanged)
            % {"number": work.unchanged}
        )
    return " ".join(parts)


def action_for(change: type[Change], priority: int) -> type[ArticleAction]:
    """The action for a kind of change; Wagtail registers classes and reads their attributes."""
    return type(
        f"{change.__name__}Action",
        (ArticleAction,),
        {
            "change": change,
            "action_type": change.kind,
            "display_name": change.label,
            "aria_label": change.heading,
            "action_priority": priority,
        },
    )


ACTIONS = [action_for(change, 10 * place) for place, change in enumerate(KINDS.values(), 1)]
