"""The forms of the second factor, in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn_forms
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import UserVerificationRequirement

from members.signing_in.forms import SpokenErrors, ask_for_code

LONGEST_NAME = 100
FROM_APP = _("Code from your app, or a recovery code")


class AnyAnswer(AuthenticateWebAuthnForm):
    """A passkey's answer, whatever was sent as one: allauth stumbles over what lacks parts."""

    def clean_credential(self) -> Authenticator:
        """The passkey that signed."""
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyForm(AnyAnswer):
    """The passkey as second step."""


class SignInByPasskeyForm(AnyAnswer, webauthn_forms.LoginWebAuthnForm):
    """The passkey by itself: only where its device knew the person, and the person wanted that."""

    def clean_credential(self) -> Authenticator:
        """The passkey that signed.

        allauth keeps one challenge for all it asks of passkeys. One that was made for a second step
        asks no device to know the person, and whoever finds a security key could answer that.
        """
        challenge = auth.get_state() or {}
        if challenge.get("user_verification") != UserVerificationRequirement.REQUIRED:
            raise get_adapter().validation_error("incorrect_code")
        passkey = super().clean_credential()
        if passkey.wrap().is_passwordless is False:
            raise get_adapter().validation_error("incorrect_code")
        return passkey


class ConfirmByPasskeyForm(AnyAnswer, webauthn_forms.ReauthenticateWebAuthnForm):
    """The passkey before something that matters."""


class AuthenticateForm(SpokenErrors, base_forms.AuthenticateForm):
    """The code at the sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self.fields["code"], FROM_APP)


class ReauthenticateForm(SpokenErrors, base_forms.ReauthenticateForm):
    """The code before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self.fields["code"], FROM_APP)


class ActivateAppForm(SpokenErrors, ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self.fields["code"], _("Code that the app shows now"))
        # The picture comes before the field.
        del self.fields["code"].widget.attrs["autofocus"]


class AddPasskeyForm(SpokenErrors, webauthn_forms.AddWebAuthnForm):
    """A passkey's name, and whether it is enough by itself."""

    def clean(self) -> dict[str, Any] | None:
        """What the device answered."""
        try:
            return super().clean()
        except (AttributeError, KeyError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_name(self)
        passwordless = self.fields["passwordless"]
        passwordless.label = _("It signs me in by itself")
        passwordless.initial = True
        passwordless.help_text = _(
            "The device then asks for a fingerprint, your face or a PIN. Untick this for an older "
            "security key, which can only be asked for after the password."
        )


class NamePasskeyForm(SpokenErrors, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_name(self)


def _ask_for_name(form: SpokenErrors) -> None:
    name = form.fields["name"]
    name.label = _("Name")
    name.help_text = _(
        "So that you know it again: the device or the password manager it is kept in."
    )
    name.widget.attrs["maxlength"] = LONGEST_NAME
    name.validators.append(MaxLengthValidator(LONGEST_NAME))
