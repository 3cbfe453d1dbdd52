"""The buttons below a list, and the screen that asks before anything is done."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from core.bulk_changes.kinds import Change
from core.bulk_changes.words import grouped
from core.bulk_changes.work import BulkChanges

# Objects that are changed together at most, and objects that the screen names.
MOST, NAMED = 5_000, 100


class Named(NamedTuple):
    """An object on the screen that asks, and what is said behind its name."""

    key: int
    name: str
    note: str


class BulkChangeAction(BulkAction):
    """Wagtail's bulk action for one kind of change. Wagtail's own would fetch all objects whole."""

    template_name = "core/admin/bulk_changes/confirm.html"
    changes: BulkChanges
    change: type[Change]

    @abstractmethod
    def in_list(self, request: HttpRequest, most: int) -> list[int]:
        """The keys of at most so many objects in the list that the request is about."""

    @abstractmethod
    def in_reach(self) -> QuerySet[Any]:
        """What the person may choose from."""

    @abstractmethod
    def look_at(self, keys: Sequence[int]) -> tuple[list[Named], list[Named]]:
        """Those that will be changed, and those that will not, as far as is known beforehand."""

    def get_form_class(self) -> type[forms.Form]:
        """What the change asks for."""
        return self.change.form_class

    @cached_property
    def keys(self) -> list[int]:
        """The objects chosen; one more than MOST where there are too many."""
        given = self.request.GET.getlist("id")
        if "all" in given:
            return self.in_list(self.request, MOST + 1)
        # A key with more digits than a database keeps is nobody's.
        chosen = [int(each) for each in given if re.fullmatch("[0-9]{1,18}", each)]
        found = self.in_reach().filter(pk__in=chosen[: MOST + 1])
        return list(found.order_by("pk").values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What will be changed, and what will not and why; of many only the first are looked at."""
        ready, left = self.look_at(self.keys[:NAMED])
        form = kwargs.get("form") or self.get_form()
        words, total = self.changes.words, len(self.keys)
        unnamed = max(0, total - NAMED)
        return {
            "view": self,
            "form": form,
            "media": form.media,
            "change": self.change(),
            "changes": self.changes,
            "ready": ready,
            "left": left,
            "total": total,
            "unnamed": unnamed,
            "more": words.more % {"count": unnamed, "number": grouped(unnamed)},
            "is_too_much": total > MOST,
            "too_many": words.too_many % {"number": grouped(MOST)},
            "takes_time": words.takes_time % {"number": grouped(total)}
            if total > self.changes.at_once
            else "",
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Begin, and say what came of it or show how it goes."""
        if not self.keys or len(self.keys) > MOST:
            return self.render_to_response(self.get_context_data(form=form))
        change = self.change(self.change.kept(form))
        work = self.changes.begin(change, self.keys, self.request.user)
        if not work.is_finished or work.drafted or work.left:
            progress = reverse(self.changes.progress, args=[work.pk])
            return redirect(f"{progress}?{urlencode({'next': self.next_url})}")
        messages.success(self.request, self.changes.words.outcome(work))
        return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        """Wagtail's way of doing it, at once and in one request."""
        # Wagtail wants one; `form_valid` has the work done in parts and never comes here.
        raise NotImplementedError


def actions_of(base: type[BulkChangeAction]) -> list[type[BulkChangeAction]]:
    """An action for each kind of change; Wagtail registers classes and reads their attributes."""
    return [
        type(
            f"{change.__name__}Action",
            (base,),
            {
                "change": change,
                "action_type": change.kind,
                "display_name": change.label,
                "aria_label": change.heading,
                "action_priority": 10 * place,
            },
        )
        for place, change in enumerate(base.changes.kinds.values(), 1)
    ]
