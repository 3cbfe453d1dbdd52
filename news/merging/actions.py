"""The bulk action "Merge" of sources and topics; the menu of each row leads to it as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from news.merging.forms import MergeForm
from news.merging.services import Merged, MergeError, merge
from news.merging.usage import named_in_drafts, with_numbers
from news.models import Source, Topic

KINDS = (Source, Topic)
# Whoever merges changes the one and deletes the other.
RIGHTS = ("change", "delete")


def may_merge(user: Any, kind: type[Any]) -> bool:
    """Whether somebody may merge sources, or topics."""
    policy = policy_registry.get_by_type(kind)
    return all(policy.user_has_permission(user, right) for right in RIGHTS)


class MergeAction(SnippetBulkAction):
    """Asks which one stays and says what follows, then merges."""

    models: ClassVar[Sequence[Any]] = KINDS
    display_name = gettext_lazy("Merge")
    action_type = "merge"
    aria_label = gettext_lazy("Merge the selected ones into one")
    template_name = "news/admin/merging/merge.html"
    action_priority = 20
    form_class = MergeForm

    def check_perm(self, obj: Any) -> bool:
        """Both rights, for all of them."""
        return may_merge(self.request.user, self.model)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With what was chosen."""
        objects, _without_access = self.get_actionable_objects()
        return {**super().get_form_kwargs(), "chosen": objects}

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Nothing to choose from means no form."""
        objects, _without_access = self.get_actionable_objects()
        if not objects or self.model._default_manager.count() < 2:
            messages.error(request, _("There is nothing here that you could merge."))
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With how many articles each has, and in how many drafts it is named besides."""
        context = super().get_context_data(**kwargs)
        keys = [entry["item"].pk for entry in context["items"]]
        numbered = with_numbers(self.model._default_manager.filter(pk__in=keys)).in_bulk()
        drafts = named_in_drafts(self.model)
        for entry in context["items"]:
            entry["number"] = numbered[entry["item"].pk].number
            entry["drafts"] = drafts[entry["item"].pk]
        return context

    def form_valid(self, form: MergeForm) -> HttpResponse:
        """Merge, or say why that is not possible any more."""
        try:
            return super().form_valid(form)
        except MergeError as error:
            messages.error(self.request, str(error))
            return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **kwargs: Any) -> tuple[int, int]:
        """Merge the others into the one that stays."""
        action: MergeAction = kwargs["self"]
        kept = action.cleaned_form.cleaned_data["kept"]
        others = [each for each in objects if each != kept]
        action.merged = merge(kept, others, user=action.request.user)
        return len(others), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """What was merged and how many articles followed."""
        return in_words(self.merged, self.cleaned_form.cleaned_data["kept"].name)


def in_words(merged: Merged, kept: str) -> str:
    """What was merged, for people."""
    names = ", ".join(f"“{name}”" for name in merged.names)
    return ngettext(
        "%(names)s was merged into “%(kept)s”; %(number)d article followed.",
        "%(names)s was merged into “%(kept)s”; %(number)d articles followed.",
        merged.articles,
    ) % {"names": names, "kept": kept, "number": merged.articles}


def offer_merging(snippet: Any, user: Any, next_url: str) -> Iterator[Button]:
    """The entry "Merge" in the menu of each source and topic."""
    kind = type(snippet)
    if kind not in KINDS or not may_merge(user, kind):
        return
    address = reverse("wagtail_bulk_action", args=["news", kind._meta.model_name, "merge"])
    query = urlencode({"id": snippet.pk, "next": next_url})
    yield Button(
        _("Merge"),
        url=f"{address}?{query}",
        icon_name="resubmit",
        attrs={"aria-label": _("Merge “%(name)s” into another") % {"name": snippet}},
        priority=25,
    )
