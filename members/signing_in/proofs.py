"""What becomes of a password that was set before the account's address was proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.stages import EmailVerificationStage, LoginStageController
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress

    from members.models import User


def drop_unproven_password(
    sender: type[EmailAddress], request: HttpRequest, email_address: EmailAddress, **_kwargs: Any
) -> None:
    """The address is proven (email_confirmed); a password somebody else may have set goes.

    Whoever signs up with a stranger's address cannot prove it, but would wait for the stranger to
    do so, by a code asked for later, and then come in with the password given at the sign-up. So it
    counts only where the proof comes from the browser that signed up, or from somebody who knows
    it, which is what makes for a pending sign-in at the stage of proof.
    """
    user: User = email_address.user
    stage = LoginStageController.enter(request, EmailVerificationStage.key)
    is_own = bool(stage and stage.login.user and stage.login.user.pk == user.pk)
    if is_own or user.last_login is not None or not user.has_usable_password():
        return
    user.set_unusable_password()
    user.save(update_fields=["password"])
    match = request.resolver_match
    # Who sets a new one next need not be told.
    if match is not None and match.url_name == "account_confirm_login_code":
        messages.info(
            request,
            _(
                "The password that was given when the account was made no longer counts, since "
                "somebody else could have given it. You can set one of your own."
            ),
        )
