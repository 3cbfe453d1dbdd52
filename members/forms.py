"""Forms of accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from members.models import User


class SignInForm(AuthenticationForm):
    """E-mail address and password; works with password managers and pasting."""

    error_messages: dict[str, Any] = {  # noqa: RUF012 -- typed like the one it overrides
        "invalid_login": _(
            "This e-mail address and password do not belong together. Please check both; "
            "the password minds capitals, the address does not."
        ),
        "inactive": _("This account is not active. Please ask the association's office."),
    }

    username = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


class AccountCreationForm(UserCreationForm):
    """An administrator's form for a new account; our accounts have one name, not two."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields: ClassVar[list[str]] = ["email", "display_name", "is_superuser", "groups"]


class AccountEditForm(UserEditForm):
    """An administrator's form for an existing account."""

    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields: ClassVar[list[str]] = [
            "email",
            "display_name",
            "is_active",
            "is_superuser",
            "groups",
        ]
