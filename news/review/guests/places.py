"""Where the editor finds it: an entry in the menu of actions, and a word above the form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from news.models import ArticlePage, GuestInvitation
from news.review.guests.rules import RefusedError, refuse_inviter
from news.review.guests.standing import Standing, standing_of


class AskGuestMenuItem(ActionMenuItem):
    """Leads to the screen on which somebody without an account is asked."""

    name = "action-ask-guest"
    label = gettext_lazy("Ask somebody without an account")
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """To whoever may ask somebody."""
        page = context.get("page")
        if context["view"] != "edit" or not isinstance(page, ArticlePage):
            return False
        try:
            refuse_inviter(page, context["request"].user)
        except RefusedError:
            return False
        return True

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The screen."""
        return reverse("news_guests:invitations", args=[parent_context["page"].pk])


def warn_before_changing(request: HttpRequest, page: Page) -> None:
    """Say above the form that somebody outside is asked about just this version."""
    if request.method != "GET" or not isinstance(page, ArticlePage):
        return
    undecided = GuestInvitation.objects.undecided().filter(article=page)
    for invitation in undecided.select_related("article", "invited_by"):
        if standing_of(invitation) == Standing.OPEN:
            messages.info(
                request,
                _(
                    "%(address)s has been asked to decide about this version. As soon as you "
                    "change anything, their link decides nothing any more."
                )
                % {"address": invitation.address},
                buttons=[
                    messages.button(
                        reverse("news_guests:invitations", args=[page.pk]), _("See the invitation")
                    )
                ],
            )
