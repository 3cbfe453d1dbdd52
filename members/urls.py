"""Addresses under /account/: all there are, also those that django-allauth answers.

allauth looks its own up by name, so they have the names it gave them. What it offers beyond them is
not reachable: sign-in through other companies, telephone numbers, links in mails that sign in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.usersessions import views as device_views
from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path

from members.own_account import data_views
from members.own_account import views as own_views
from members.signing_in import views


def door(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    """An address whose view runs outside a transaction.

    Views here hash passwords, send mail and count attempts, which is to be kept when they refuse;
    and allauth interrupts some by errors that its middleware answers. Where several rows belong
    together there is a transaction further in.
    """
    return path(route, transaction.non_atomic_requests(view), name=name)


OWN = [
    door("", own_views.account, "account"),
    door("data/", data_views.download, "download"),
    door("delete/", data_views.leave, "leave"),
    door("login-gate/", views.sign_in_gate, "sign_in_gate"),
    door("security/set-up/", views.SetUpSecondFactorView.as_view(), "set_up_second_factor"),
]

SIGNING_IN = [
    door("login/", views.SignInView.as_view(), "account_login"),
    door("login/code/", views.CodeRequestView.as_view(), "account_request_login_code"),
    door("login/code/confirm/", views.SignInByCodeView.as_view(), "account_confirm_login_code"),
    door("login/passkey/", passkey_views.login_webauthn, "mfa_login_webauthn"),
    door("login/second-factor/", mfa_views.authenticate, "mfa_authenticate"),
    door("logout/", views.SignOutView.as_view(), "account_logout"),
    door("inactive/", account_views.account_inactive, "account_inactive"),
    door("join/", views.JoinView.as_view(), "account_signup"),
    door("join/confirm/", views.ProveAddressView.as_view(), "account_email_verification_sent"),
    door("password/reset/", account_views.password_reset, "account_reset_password"),
    door(
        "password/reset/confirm/",
        views.ResetByCodeView.as_view(),
        "account_confirm_password_reset_code",
    ),
    door(
        "password/reset/new/",
        account_views.complete_password_reset,
        "account_complete_password_reset",
    ),
    door(
        "password/reset/done/",
        account_views.password_reset_from_key_done,
        "account_password_reset_completed",
    ),
]

LOOKING_AFTER = [
    door("email/", own_views.change_address, "account_email"),
    door("devices/", device_views.list_usersessions, "usersessions_list"),
    door("password/change/", account_views.password_change, "account_change_password"),
    door("password/set/", account_views.password_set, "account_set_password"),
    door("confirm/password/", account_views.reauthenticate, "account_reauthenticate"),
    door("confirm/code/", mfa_views.reauthenticate, "mfa_reauthenticate"),
    door("confirm/passkey/", passkey_views.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    door("security/", mfa_views.index, "mfa_index"),
    door("security/app/add/", app_views.activate_totp, "mfa_activate_totp"),
    door("security/app/remove/", app_views.deactivate_totp, "mfa_deactivate_totp"),
    door("security/recovery-codes/", recovery_views.view_recovery_codes, "mfa_view_recovery_codes"),
    door(
        "security/recovery-codes/new/",
        recovery_views.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    door(
        "security/recovery-codes/download/",
        recovery_views.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    door("security/passkeys/", passkey_views.list_webauthn, "mfa_list_webauthn"),
    door("security/passkeys/add/", passkey_views.add_webauthn, "mfa_add_webauthn"),
    door("security/passkeys/<int:pk>/name/", passkey_views.edit_webauthn, "mfa_edit_webauthn"),
    door(
        "security/passkeys/<int:pk>/remove/", passkey_views.remove_webauthn, "mfa_remove_webauthn"
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((OWN, "members"))),
    *SIGNING_IN,
    *LOOKING_AFTER,
]
