"""Whoever may enter the admin needs a second factor, where the settings say so.

Until there is one, every address of the admin leads to a page that explains it and leads on to
setting it up. Having one is enough: from then on no sign-in comes about without it, and the
sessions that did are ended when the first one is added.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

if TYPE_CHECKING:
    from members.models import User


def needs_second_factor(user: User) -> bool:
    """Whether this account may not enter the admin without one."""
    return settings.STAFF_NEED_SECOND_FACTOR and user.is_active and user.is_staff


def second_factors_of(user: User) -> QuerySet[Authenticator]:
    """What the account can show besides a password or a mailed code; recovery codes only help."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds)


def remove_second_factors(user: User) -> None:
    """Take all of it from somebody who lost it, recovery codes too, and tell them by mail."""
    Authenticator.objects.filter(user_id=user.pk).delete()
    get_adapter().send_mail("account/email/second_factor_removed", user.email, {"user": user})


class SecondFactorMiddleware:
    """Lead staff without a second factor from the admin to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponseBase | None:
        """Asked before any view of the admin; the way out stays open."""
        if not settings.STAFF_NEED_SECOND_FACTOR:
            return None
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if request.path == reverse("wagtailadmin_logout") or not request.user.is_authenticated:
            return None
        if not needs_second_factor(request.user) or second_factors_of(request.user).exists():
            return None
        back = request.get_full_path() if request.method == "GET" else request.path
        return redirect_to_login(back, reverse("members:set_up_second_factor"))


def end_sessions_without_it(
    sender: type[Authenticator], request: HttpRequest, user: User, **_kwargs: Any
) -> None:
    """The first second factor was added: whoever is signed in elsewhere came without it."""
    if second_factors_of(user).count() == 1:
        end_other_sessions(request, user)
