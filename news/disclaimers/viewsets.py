"""Disclaimers in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from core.duplicates import ChecksAgain
from news.disclaimers.forms import ExistingArticlesForm
from news.disclaimers.moving import movable
from news.disclaimers.tasks import move_all_of
from news.disclaimers.usage import Used, counted, standing
from news.disclaimers.views import tell_of_moving
from news.models import Disclaimer


class DisclaimerCreateView(ChecksAgain, CreateView):
    """A new disclaimer."""


class DisclaimerEditView(ChecksAgain, EditView):
    """Asks before a new wording is saved: what of the articles that have an older one?"""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it, once it is clear; then move the articles if that is wanted."""
        answer = self.request.POST.get("existing")
        used = counted(standing(self.object)) if form.new_wordings else []
        if used and answer is None:
            return self._ask(form, used)
        response: HttpResponse = super().form_valid(form)
        if answer == "move":
            tell_of_moving(self.request, move_all_of(self.object, self.request.user))
        return response

    def _ask(self, form: Any, used: list[Used]) -> HttpResponse:
        today = timezone.localdate()
        new = form.new_on(today)
        days = sorted(each.in_force_from for each in form.new_wordings)
        context = {
            "header_icon": "warning",
            "page_title": _("A new wording"),
            "page_subtitle": self.object.name,
            "edit_url": self.get_edit_url(),
            "used": used,
            "new": new,
            "later": next((day for day in days if day > today), None),
            "may_move": new and movable(standing(self.object), self.request.user).exists(),
            "question": ExistingArticlesForm(),
            "sent": [
                (name, value)
                for name, values in self.request.POST.lists()
                for value in values
                if name != "csrfmiddlewaretoken"
            ],
        }
        return render(self.request, "news/admin/disclaimers/new_wording.html", context)


class DisclaimerViewSet(SnippetViewSet):
    """Standing texts."""

    model = Disclaimer
    icon = "warning"
    menu_label = _("Disclaimers")
    list_display: ClassVar[list[str]] = ["name"]
    add_view_class = DisclaimerCreateView
    edit_view_class = DisclaimerEditView
