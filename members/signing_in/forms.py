"""The forms of joining and signing in, in our words.

Password managers and pasting work in all of them: names and `autocomplete` say what is asked for.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.addresses import with_address
from members.models import User
from members.panels import joining_panels
from members.signing_in.codes import code_of

ADDRESS = _("E-mail address")
# What is asked of one, in a sentence; what is wrong with a certain one is said when it is sent.
GOOD_PASSWORD = _(
    "A password has at least 8 characters, and is none that many people use and none that says "
    "who you are."
)


class SpokenErrors(forms.Form):
    """A form whose fields have no texts within them, but labels and errors that a reader hears."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(SpokenErrors, allauth_forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=ADDRESS,
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
        )
        self.order_fields(["login", "password"])
        password = self.fields["password"]
        password.help_text = ""
        password.error_messages["required"] = _(
            "Please give your password, or have a code mailed to you instead."
        )

    def add_prefix(self, field_name: str) -> str:
        """Password managers look for a field of this name."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class JoinForm(SpokenErrors, allauth_forms.SignupForm):
    """Name, address and, for those who want one, a password; then what other apps ask."""

    display_name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("Other people see it. It need not be your full name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("display_name", "email", "password1")
    # allauth's: found while the address is checked, told to nobody.
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS
        self.fields["email"].help_text = _("We mail you a code to see that it is yours.")
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        password = self.fields["password1"]
        password.label = _("Password")
        password.help_text = format_lazy(
            "{} {}",
            _("You may leave it empty: each time you sign in we mail you a code then."),
            GOOD_PASSWORD,
        )
        data = args[0] if args else kwargs.get("data")
        self.panels = [
            (panel, panel.form_class(data, prefix=panel.name)) for panel in joining_panels()
        ]

    def is_valid(self) -> bool:
        """Whether this form and the other apps' are; all of them say what is wrong."""
        return all([super().is_valid(), *(form.is_valid() for _panel, form in self.panels)])

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """Make the account; where there is one with the address, answer in the same way.

        In the same time as well: whether a password is hashed would tell. Two tabs may have asked
        at once whether there is an account; the database lets one make it.
        """
        if self.account_already_exists and (password := self.cleaned_data.get("password1")):
            make_password(password)
        try:
            return super().try_save(request)
        except IntegrityError:
            if not with_address(User.objects.all(), self.cleaned_data["email"]).exists():
                raise
            self.account_already_exists = True
            return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        """Make the account and keep what other apps asked, all or nothing."""
        adapter = get_adapter()
        # Hashing takes long, and nobody else can write meanwhile: it comes before the transaction.
        user: User = adapter.save_user(request, adapter.new_user(request), self, commit=False)
        with transaction.atomic():
            user.save()
            for panel, form in self.panels:
                panel.save(request, user, form)
        return user


class CodeRequestForm(SpokenErrors, allauth_forms.RequestLoginCodeForm):
    """Where to mail a code with which one signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_address(self)


class ResetForm(SpokenErrors, allauth_forms.ResetPasswordForm):
    """Where to mail a code with which one sets a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_address(self)


class CodeForm(SpokenErrors, allauth_forms.BaseConfirmCodeForm):
    """The code that was mailed."""

    def __init__(self, *args: Any, code: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, code=code_of(code or ""), **kwargs)
        ask_for_code(self.fields["code"])


class AddressCodeForm(CodeForm, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class NewPasswordForm(SpokenErrors, allauth_forms.ResetPasswordKeyForm):
    """A new password in the place of a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_new_password(self)


class FirstPasswordForm(SpokenErrors, allauth_forms.SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_new_password(self)


class ChangePasswordForm(SpokenErrors, allauth_forms.ChangePasswordForm):
    """Another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_new_password(self)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""


class ConfirmByPasswordForm(SpokenErrors, allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""


def ask_for_code(field: forms.Field, label: Any = None) -> None:
    """Let phones offer the code from the mail, and show digits to type it with."""
    field.label = label or _("Code")
    field.widget.attrs |= {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "autofocus": True,
        "maxlength": 20,
    }


def _ask_for_address(form: forms.Form) -> None:
    field = form.fields["email"]
    field.label = ADDRESS
    field.widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})


def _ask_for_new_password(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = GOOD_PASSWORD
    form.fields["password2"].label = _("New password again")
