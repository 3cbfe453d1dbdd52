"""Which address an account has, and whether it was proven that its mail reaches the person.

allauth keeps that in a row of its own (EmailAddress), and signs nobody in whose address is not
proven. Here every account has exactly one row, in small letters, which says what `User.email` says:

* A new account's address is unproven, whoever makes the account, until a code that was mailed to it
  comes back. Only accounts made on the command line are taken at their word.
* An administrator who changes an address has not proven the new one either.
* People change their own address by codes mailed to both (members.own_account).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from members.models import User

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


def with_address(rows: Rows, email: str) -> Rows:
    """Of these rows, which have a field `email`: those with this address, whatever its case.

    As the indexes have it, in small letters. `iexact` is not used: PostgreSQL would compare in
    capitals, where a dotless ı is an I, and hand what is kept for one address to who has another.
    """
    return rows.alias(small_email=Lower("email")).filter(small_email=email.lower())


def note(user: User, *, proven: bool = False) -> None:
    """Make the account's row, or have it follow the account's address.

    An address that is proven stays so; a new one is what `proven` says.
    """
    from allauth.account.models import EmailAddress  # allauth's models come after ours

    email = user.email.lower()
    with transaction.atomic():
        EmailAddress.objects.filter(user_id=user.pk).exclude(email=email).delete()
        row, is_new = EmailAddress.objects.get_or_create(
            user_id=user.pk, email=email, defaults={"primary": True, "verified": proven}
        )
        if not is_new and (not row.primary or (proven and not row.verified)):
            row.primary = True
            row.verified = row.verified or proven
            row.save(update_fields=["primary", "verified"])


def note_all(users: Iterable[User]) -> None:
    """The same for accounts that were written in bulk, which no signal tells of: all unproven."""
    from allauth.account.models import EmailAddress  # allauth's models come after ours

    rows = [EmailAddress(user_id=user.pk, email=user.email.lower(), primary=True) for user in users]
    EmailAddress.objects.bulk_create(rows, ignore_conflicts=True)


def prove(user: User) -> None:
    """Take the account's address for proven."""
    note(user, proven=True)


def is_proven(user: User) -> bool:
    """Whether mail to the account's address reaches the person."""
    from allauth.account.models import EmailAddress  # allauth's models come after ours

    rows = EmailAddress.objects.filter(user_id=user.pk, email=user.email.lower())
    return rows.filter(verified=True).exists()


def follow(sender: type[User], instance: User, created: bool, **kwargs: Any) -> None:
    """Keep the row in step with every account that is saved (post_save)."""
    fields = kwargs.get("update_fields")
    if kwargs.get("raw") or not instance.email or (fields is not None and "email" not in fields):
        return
    # Superusers are made on the command line only, by whoever runs the site.
    note(instance, proven=created and instance.is_superuser)
