"""Where joining the site and membership meet: whoever proves an address has what waits for it.

Imported by the app's configuration, which makes it ready.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from django.dispatch import receiver

from members.joining import register_policy
from members.membership import proof
from members.membership.invitations import may_join
from members.membership.services import account_verified
from members.models import User

register_policy(may_join)


@receiver(signals.email_confirmed, dispatch_uid="members.membership.sign_up")
def _address_proven(email_address: EmailAddress, **_kwargs: Any) -> None:
    """A code that was mailed there came back."""
    account_verified(User.objects.get(pk=email_address.user_id))


@receiver(signals.email_changed, dispatch_uid="members.membership.sign_up.changed")
def _address_changed(user: User, **_kwargs: Any) -> None:
    """So did those for another address of an account there is."""
    account_verified(user)


@proof.register
def _proven(addresses: Collection[str]) -> dict[str, User]:
    """By address: the account that allauth knows to have it."""
    rows = EmailAddress.objects.filter(email__in=addresses, verified=True).select_related("user")
    return {row.email: row.user for row in rows}
