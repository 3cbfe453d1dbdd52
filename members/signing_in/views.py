"""Joining and signing in. allauth's views, where we want something more of them.

Where a page is not here, allauth's own view answers (members/urls.py names all there are).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as account_views
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from members.joining import may_sign_up
from members.membership.invitations import is_invited, waits_for_approval
from members.signing_in.staff import needs_second_factor, second_factors_of

# By this the button "Mail me a code" is known from "Sign in"; both are of one form.
BY_CODE = "by_code"


class BeginsAnew:
    """A mixin for pages at which signing in begins, also where it was begun before.

    allauth would lead on to the code that is still waited for, which may never come: for an address
    without an account none was mailed.
    """

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        """Drop what was begun, once something else is."""
        if request.method == "POST":
            clear_login(request)


class SignInView(BeginsAnew, account_views.LoginView):
    """The one sign-in page: by password, by a mailed code, by passkey."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sign in, or hand over to the mailing of a code."""
        if BY_CODE in request.POST:
            return CodeRequestView.as_view()(request)
        return super().post(request, *args, **kwargs)

    def get_success_url(self) -> str | None:
        """Where to go afterwards; not here again."""
        url = super().get_success_url()
        return None if url and urlsplit(url).path == self.request.path else url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether there is a way to join, and where the visitor was going."""
        more = {"may_join": may_sign_up(self.request), "next": self.get_next_url() or ""}
        return super().get_context_data(**kwargs) | more


class JoinView(BeginsAnew, account_views.SignupView):
    """Make an account."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What comes after it."""
        more = {
            "is_invited": is_invited(self.request),
            "waits_for_approval": waits_for_approval(self.request),
        }
        return super().get_context_data(**kwargs) | more


class CodeRequestView(BeginsAnew, account_views.RequestLoginCodeView):
    """Have a code mailed with which one signs in."""

    def get_initial(self) -> dict[str, Any]:
        """Links in our mails and pages bring the address along."""
        return super().get_initial() | {"email": self.request.GET.get("email", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Take the address from the field of the sign-in page as well, which has another name."""
        kwargs = super().get_form_kwargs()
        if BY_CODE in self.request.POST:
            kwargs["data"] = {"email": self.request.POST.get("username", "")}
        return kwargs


class ProvesAddress:
    """A mixin for views to which a mailed code is sent.

    It limits how often one may guess: counted for the address the code was mailed to, whether there
    is an account or not.
    """

    request: HttpRequest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Count before comparing."""
        process: Any = self._process  # type: ignore[attr-defined]  # allauth's view has it
        refusal: HttpResponse | None = ratelimit.consume_or_429(
            request, action="enter_code", key=process.state["email"].lower()
        )
        return refusal or super().post(request, *args, **kwargs)  # type: ignore[misc]  # a mixin

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Take the address for proven, with all that follows from that, or leave all as it was.

        What follows is done once: a password that somebody else gave goes, a membership comes.
        """
        if getattr(self, "_action", "verify") != "verify":
            return super().form_valid(form)  # type: ignore[misc]  # a mixin
        with transaction.atomic():
            return super().form_valid(form)  # type: ignore[misc]  # a mixin


class SignInByCodeView(ProvesAddress, account_views.ConfirmLoginCodeView):
    """Sign in with the code that was mailed."""


class ProveAddressView(ProvesAddress, account_views.ConfirmEmailVerificationCodeView):
    """Prove an address, after signing up or before the first sign-in."""


class ResetByCodeView(ProvesAddress, account_views.ConfirmPasswordResetCodeView):
    """Show with the code that was mailed that one may set a new password."""


class SignOutView(account_views.LogoutView):
    """Sign out, or give up signing in half-way. By a form only."""

    http_method_names = ("post", "options")


@method_decorator(login_required, name="dispatch")
class SetUpSecondFactorView(TemplateView):
    """Explain to staff why they need a second factor, and which there are."""

    template_name = "members/pages/set_up_second_factor.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on whoever is through with it."""
        user: Any = request.user
        if second_factors_of(user).exists():
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it is needed or only wise."""
        user: Any = self.request.user
        return super().get_context_data(**kwargs) | {"is_needed": needs_second_factor(user)}


@never_cache
def sign_in_gate(request: HttpRequest) -> HttpResponseBase:
    """Where Wagtail sends whoever it refuses.

    Somebody who is signed in already is told so; sending them to the sign-in page, which sends them
    back to where they were refused, would never end.
    """
    if request.user.is_authenticated:
        # Wagtail's own words about it are taken as said: the page (403.html) has better ones.
        list(messages.get_messages(request))
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/"), reverse("account_login"))
