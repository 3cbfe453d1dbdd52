"""The pages under /account/ on which people look after their own account."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import User
from members.own_account.changing_address import Change
from members.own_account.forms import BothCodesForm, NewAddressForm, ProfileForm
from members.panels import OWN_SECTIONS, AccountPanel, account_panels
from members.signed_in import account_of
from members.signing_in.staff import needs_second_factor, second_factors_of


@login_required
def account(request: HttpRequest) -> HttpResponseBase:
    """The start page: name, address, security, devices, and what other apps add."""
    user = account_of(request)
    # Of its own: the page greets with the name that is kept until the new one is.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name was changed."))
        return HttpResponseRedirect(reverse("members:account"))
    panels = account_panels(request)
    first = [panel for panel in panels if panel.order < OWN_SECTIONS]
    told = {
        "form": form,
        "first_panels": [_shown(panel, request) for panel in first],
        "panels": [_shown(panel, request) for panel in panels if panel not in first],
        **_security_of(request),
    }
    return render(request, "members/pages/account.html", told)


def _shown(panel: AccountPanel, request: HttpRequest) -> tuple[Any, str]:
    """A panel's heading and what stands below it."""
    context = panel.context(request) | {"panel": panel}
    return panel.heading, render_to_string(panel.template_name, context, request)


@login_required
def change_address(request: HttpRequest) -> HttpResponseBase:
    """Ask for another address, then for the codes that were mailed to both."""
    user = account_of(request)
    change = Change.going_on(request, user)
    if request.method != "POST":
        return _show(request, change)
    if refusal := ratelimit.consume_or_429(request, action="change_address", user=user):
        return refusal
    if "give_up" in request.POST:
        if change:
            change.forget()
        return HttpResponseRedirect(reverse("account_email"))
    if "old_code" in request.POST:
        return _carry_out(request, change)
    form = NewAddressForm(request.POST, user=user)
    if not form.is_valid():
        return _show(request, None, form)
    Change.begin(request, user, form.cleaned_data["email"])
    return HttpResponseRedirect(reverse("account_email"))


def _carry_out(request: HttpRequest, change: Change | None) -> HttpResponseBase:
    user = account_of(request)
    if change is None:
        messages.error(request, _("These codes have run out. Please begin again."))
        return HttpResponseRedirect(reverse("account_email"))
    form = BothCodesForm(request.POST, old=change.old, new=change.new)
    if not form.is_valid():
        return _show(request, change, form)
    if change.proves(user, form.cleaned_data["old_code"], form.cleaned_data["new_code"]):
        if change.carry_out(user):
            messages.success(request, _("Your e-mail address was changed."))
            return HttpResponseRedirect(reverse("members:account"))
        messages.error(request, _("Another account has this address. Yours was not changed."))
        return HttpResponseRedirect(reverse("account_email"))
    if change.is_over:
        messages.error(request, _("Three wrong codes: nothing was changed. Please begin again."))
        return HttpResponseRedirect(reverse("account_email"))
    form.add_error(None, _("One of the two codes is not the one we mailed there."))
    return _show(request, change, form)


def _show(request: HttpRequest, change: Change | None, form: Any = None) -> HttpResponseBase:
    user = account_of(request)
    if form is None and change:
        form = BothCodesForm(old=change.old, new=change.new)
    elif form is None:
        form = NewAddressForm(user=user)
    return render(request, "members/pages/change_address.html", {"form": form, "change": change})


def _security_of(request: HttpRequest) -> dict[str, Any]:
    """How the person signs in, and where they are signed in."""
    user = account_of(request)
    factors = list(second_factors_of(user).values_list("type", flat=True))
    return {
        "has_app": Authenticator.Type.TOTP in factors,
        "passkeys": factors.count(Authenticator.Type.WEBAUTHN),
        "needs_second_factor": needs_second_factor(user) and not factors,
        "devices": len(UserSession.objects.purge_and_list(user)),
    }
