"""Where django-allauth asks what this site wants.

The names and signatures are allauth's (its DefaultAccountAdapter and DefaultMFAAdapter).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core import mails
from core.organisations import identity_of
from members.joining import may_sign_up
from members.signing_in.codes import code_of, new_seed
from members.templatetags.browsers import browser

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator

    from members.models import User

logger = logging.getLogger(__name__)

# What says that something was tried too often: an answer of its own (429), not a form's error.
TOO_OFTEN = {"too_many_login_attempts", "rate_limited"}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts, sessions and mails."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. Please check both; "
            "the password minds capitals, the address does not."
        ),
        "email_taken": _("There is an account with this address already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code we mailed. Only the newest one counts."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Three wrong codes: please have a new one mailed to you."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The error to raise; what was tried too often is answered by the page that says so."""
        if code in TOO_OFTEN:
            raise ImmediateHttpResponse(respond_429(self.request))
        return super().validation_error(code, *args)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Ask whoever knows the association's policy."""
        return may_sign_up(request)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Our accounts have one name."""
        user.display_name = form.cleaned_data["display_name"]
        super().save_user(request, user, form, commit=commit)
        return user

    def is_safe_url(self, url: str) -> bool:
        """Lead on within the site the visitor is on, nowhere else."""
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()}, require_https=self.request.is_secure()
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer in JSON only where the passkey's script asks for its challenge."""
        match = request.resolver_match
        return (
            request.method == "GET"
            and match is not None
            and match.url_name == "mfa_login_webauthn"
            and super().is_ajax(request)
        )

    def generate_login_code(self) -> str:
        """Nothing that a reader of the database could sign in with."""
        return new_seed()

    def generate_password_reset_code(self) -> str:
        """The same."""
        return new_seed()

    def generate_email_verification_code(self) -> str:
        """The same."""
        return new_seed()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail of ours. Where that fails, say so instead of waiting for a code."""
        site = Site.find_for_request(self.request)
        told = {"request": self.request, "email": email, "minutes": settings.CODE_MINUTES}
        told |= {"site_url": self.request.build_absolute_uri("/").rstrip("/"), **context}
        if "code" in told:
            told["code"] = code_of(told["code"])
        subject = render_to_string(f"{template_prefix}_subject.txt", told).strip()
        try:
            mails.send(email, subject, f"{template_prefix}_message.txt", told, site=site)
        except OSError as error:
            logger.exception("A mail (%s) could not be sent", template_prefix)
            if "code" not in context and "signup_url" not in context:
                return  # It tells of what is done already.
            page = render(self.request, "account/mail_failed.html", status=503)
            raise ImmediateHttpResponse(page) from error


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it has run out. Please try the next one."),
        "cannot_delete_authenticator": _(
            "Whoever may enter the admin needs a second factor. Set up another one first."
        ),
    }

    def get_totp_issuer(self) -> str:
        """Name the organisation in the person's app."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        site = Site.find_for_request(self.request)
        return identity_of(site).name or settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Where it is made, mostly where it is kept as well; with a number from the second on."""
        # It needs allauth's models, which need this module.
        from allauth.mfa.models import Authenticator

        name = browser(self.request.META.get("HTTP_USER_AGENT", ""))
        found = Authenticator.objects.filter(user=user, type=type).values_list("data", flat=True)
        others = sum(str(data.get("name", "")).startswith(name) for data in found)
        return f"{name} ({others + 1})" if others else name

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep one."""
        # It needs allauth's models, which need this module.
        from members.signing_in.staff import needs_second_factor, second_factors_of

        user: Any = authenticator.user
        return not needs_second_factor(user) or second_factors_of(user).count() > 1
