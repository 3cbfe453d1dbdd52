"""The screen on which editors ask somebody without an account, and see what came of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, Table, TitleColumn

from members.models import User
from members.signed_in import account_of
from news.addresses import edit_url
from news.article_screen import ArticleScreen
from news.models import ArticlePage, GuestInvitation
from news.review.guests.forms import InvitationForm
from news.review.guests.inviting import invite, revoke
from news.review.guests.mails import mail_link
from news.review.guests.rules import RefusedError, refuse_inviter
from news.review.guests.standing import Standing, standing_of

logger = logging.getLogger("news_desk.guests")


@dataclass(frozen=True)
class Row:
    """An invitation in the table, and what can be done about it."""

    invitation: GuestInvitation
    standing: Standing
    may_be_sent_again: bool

    @property
    def is_open(self) -> bool:
        """Whether the reviewer can decide."""
        return self.standing == Standing.OPEN


def _asked(row: Row) -> str:
    day = date_format(row.invitation.invited_at)
    return f"{row.invitation.inviter}, {day}" if row.invitation.inviter else day


def _last_day(row: Row) -> str:
    return date_format(row.invitation.expires_at)


class AddressColumn(TitleColumn):
    """Who was asked, and below it what can be done about it."""

    cell_template_name = "news/admin/review/guest_address_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """What the buttons need."""
        return {
            **super().get_cell_context_data(instance, parent_context),
            "csrf_token": get_token(parent_context["request"]),
            "change_url": reverse(
                "news_guests:invitation",
                args=[instance.invitation.article_id, instance.invitation.pk],
            ),
        }


class _OfArticle(View):
    """A view about one article, for whoever may ask somebody about it."""

    request: HttpRequest

    @cached_property
    def article(self) -> ArticlePage:
        """The article."""
        return get_object_or_404(ArticlePage, pk=self.kwargs["article_id"])

    @property
    def user(self) -> User:
        """Who asks."""
        return account_of(self.request)

    @property
    def screen(self) -> str:
        """The address of the screen."""
        return reverse("news_guests:invitations", args=[self.article.pk])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send whoever may not back to the article, with the reason."""
        try:
            refuse_inviter(self.article, self.user)
        except RefusedError as reason:
            messages.error(request, str(reason))
            return redirect(edit_url(self.article.pk))
        return super().dispatch(request, *args, **kwargs)

    def ask(self, address: str, note: str, *, instead: bool) -> None:
        """Invite and mail the link. RefusedError says why nobody was invited."""
        invitation, token = invite(self.article.pk, self.user, address, note, instead=instead)
        try:
            mail_link(invitation, token)
        except OSError as error:
            logger.exception("invitation %s could not be mailed", invitation.pk)
            revoke(invitation.pk, self.user)
            raise RefusedError(
                _("The mail to %(address)s could not be sent; nobody was asked. Please try again.")
                % {"address": address}
            ) from error
        messages.success(
            self.request,
            _("%(address)s is asked by mail. You will hear by mail what they decide.")
            % {"address": address},
        )


# No mail server is waited for inside a transaction; what is written has its own.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class GuestInvitationsView(_OfArticle, ArticleScreen, TemplateView):
    """Everybody who was asked about an article, and the form to ask somebody."""

    template_name = "news/admin/review/guest_invitations.html"
    page_title = gettext_lazy("Ask somebody without an account")
    header_icon = "mail"

    columns = (
        AddressColumn(
            "address",
            label=gettext_lazy("Who was asked"),
            accessor="invitation.address",
            width="32%",
        ),
        StatusTagColumn(
            "standing",
            label=gettext_lazy("State"),
            accessor="standing.label",
            primary=lambda row: row.is_open,
        ),
        Column("remark", label=gettext_lazy("Remark"), accessor="invitation.remark", width="22%"),
        Column("asked", label=gettext_lazy("Asked"), accessor=_asked, width="20%"),
        Column("expires_at", label=gettext_lazy("Works until"), accessor=_last_day),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table and the form."""
        rows = self._rows()
        return {
            "form": InvitationForm(),
            **super().get_context_data(**kwargs),
            "table": Table(list(self.columns), rows) if rows else None,
            "waiting": next((row.invitation for row in rows if row.is_open), None),
        }

    def _rows(self) -> list[Row]:
        task_state = self.article.current_workflow_task_state
        found = self.article.guest_invitations.select_related(
            "article__latest_revision", "invited_by"
        )
        return [
            Row(
                invitation,
                standing_of(invitation),
                # The newest is enough: its address can be asked again, another one by the form.
                may_be_sent_again=number == 0
                and not invitation.decided_at
                and invitation.task_state_id == task_state.pk,
            )
            for number, invitation in enumerate(found)
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask somebody."""
        form = InvitationForm(request.POST)
        if form.is_valid():
            try:
                self.ask(form.cleaned_data["address"], form.cleaned_data["note"], instead=False)
            except RefusedError as reason:
                form.add_error("address", str(reason))
            else:
                return redirect(self.screen)
        return self.render_to_response(self.get_context_data(form=form))


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ChangeInvitationView(_OfArticle):
    """Revoke an invitation, or send one anew about the article as it is now."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button says."""
        invitation = get_object_or_404(
            self.article.guest_invitations, pk=self.kwargs["invitation_id"]
        )
        try:
            if "again" in request.POST:
                self.ask(invitation.address, invitation.note, instead=True)
            elif revoke(invitation.pk, self.user):
                messages.success(
                    request,
                    _("The link of %(address)s works no longer. You can ask again at any time.")
                    % {"address": invitation.address},
                )
            else:
                messages.warning(request, _("This invitation had ended already."))
        except RefusedError as reason:
            messages.error(request, str(reason))
        return redirect(self.screen)
