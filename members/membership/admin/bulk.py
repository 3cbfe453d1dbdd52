"""Changes to many members: the buttons, the screen that asks, the one that shows how it goes."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from members.membership.admin.listing import MembershipIndexView
from members.membership.admin.rights import ForMembershipStaff, may
from members.membership.many import AT_ONCE, KINDS, SET_END, Kind, begin
from members.models import MembersChange, Membership

# Members who are changed together at most, and members that the screen names.
MOST, NAMED = 5_000, 100
INDEX, PROGRESS = "members_admin:index", "members_admin:change"


class EndForm(forms.Form):
    """The last day of the memberships."""

    day = forms.DateField(
        label=_("Ends on"),
        widget=AdminDateInput,
        required=False,
        help_text=_("The last day. Leave it empty for memberships without an end."),
    )


class MembersAction(BulkAction):
    """Wagtail's bulk action for one kind of change; Wagtail's own would fetch all members whole."""

    models = [Membership]  # noqa: RUF012 -- Wagtail has a property there and wants a list
    template_name = "members/admin/membership/confirm_change.html"
    kind: Kind

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Wagtail asks for the right on each object, where we ask once."""
        if not may(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[forms.Form]:
        """What the change asks for."""
        return EndForm if self.kind.kind == SET_END else forms.Form

    @cached_property
    def keys(self) -> list[int]:
        """The members chosen; one more than MOST where there are too many."""
        given = self.request.GET.getlist("id")
        if "all" in given:
            return MembershipIndexView.keys_in(self.request, MOST + 1)
        # A key with more digits than a database keeps is nobody's.
        chosen = [int(each) for each in given if re.fullmatch("[0-9]{1,18}", each)]
        found = Membership.objects.filter(pk__in=chosen[: MOST + 1])
        return list(found.order_by("pk").values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who will be changed; of many only the first are named."""
        named = Membership.objects.filter(pk__in=self.keys[:NAMED]).order_by("name", "pk")
        form = kwargs.get("form") or self.get_form()
        return {
            "view": self,
            "form": form,
            "media": form.media,
            "kind": self.kind,
            "named": named.defer("notes", "search_text"),
            "unnamed": max(0, len(self.keys) - NAMED),
            "total": len(self.keys),
            "is_too_much": len(self.keys) > MOST,
            "most": MOST,
            "takes_time": len(self.keys) > AT_ONCE,
            "next": self.next_url,
            "submit_url": self.request.get_full_path(),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Begin, and say what came of it or show how it goes."""
        if not self.keys or len(self.keys) > MOST:
            return self.render_to_response(self.get_context_data(form=form))
        work = begin(self.kind.kind, self.keys, self.request.user, form.cleaned_data.get("day"))
        if not work.is_finished or work.left:
            progress = reverse(PROGRESS, args=[work.pk])
            return redirect(f"{progress}?{urlencode({'next': self.next_url})}")
        messages.success(self.request, outcome_in_words(work))
        return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        """Wagtail's way of doing it, which is not gone here."""
        raise NotImplementedError


def outcome_in_words(work: MembersChange) -> str:
    """What came of it, in a sentence or two."""
    parts = [
        ngettext("%(number)d member changed.", "%(number)d members changed.", work.changed)
        % {"number": work.changed}
    ]
    if work.unchanged:
        parts.append(
            ngettext("%(number)d was so already.", "%(number)d were so already.", work.unchanged)
            % {"number": work.unchanged}
        )
    return " ".join(parts)


def action_for(kind: Kind, priority: int) -> type[MembersAction]:
    """The action for a kind of change; Wagtail registers classes and reads their attributes."""
    return type(
        f"Members{kind.kind.title()}Action",
        (MembersAction,),
        {
            "kind": kind,
            "action_type": kind.kind,
            "display_name": kind.label,
            "aria_label": kind.heading,
            "action_priority": priority,
        },
    )


ACTIONS = [action_for(kind, 10 * place) for place, kind in enumerate(KINDS.values(), 1)]


class MembersChangeView(ForMembershipStaff, WagtailAdminTemplateMixin, DetailView[MembersChange]):
    """How a change to many members goes, and what came of it."""

    model = MembersChange
    template_name = "members/admin/membership/change.html"
    # Asked for again and again while the worker is at it.
    fragment_name = "members/admin/membership/change_state.html"
    breadcrumbs_items = [  # noqa: RUF012 -- as Wagtail has it
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy(INDEX), "label": _("Members")},
    ]

    def get_template_names(self) -> list[str]:
        """The whole page or what changes on it."""
        return [self.fragment_name if "state" in self.request.GET else self.template_name]

    def get_page_title(self) -> str:
        """What is done."""
        return str(KINDS[self.object.kind].heading)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the members."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_header_icon(self) -> str:
        """As on the screen that asked."""
        return KINDS[self.object.kind].icon

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way back to the list as it was."""
        back = get_valid_next_url_from_request(self.request) or reverse(INDEX)
        return super().get_context_data(**kwargs) | {
            "work": self.object,
            "words": outcome_in_words(self.object),
            "back": back,
        }
