"""What follows when accounts change and memberships go."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from members.membership.group import keep_equal
from members.models import Membership, User


@receiver(post_save, sender=User, dispatch_uid="members.membership.address_changed")
def _follow_address(
    instance: User, created: bool, update_fields: Collection[str] | None, **_kwargs: Any
) -> None:
    """The list of members looks at one table: it has the account's address as well."""
    if created or (update_fields is not None and "email" not in update_fields):
        return
    membership = Membership.objects.filter(account=instance).exclude(email=instance.email).first()
    if membership:
        membership.email = instance.email
        membership.save(update_fields=["email"])


@receiver(post_delete, sender=Membership, dispatch_uid="members.membership.deleted")
def _leave_group(instance: Membership, **_kwargs: Any) -> None:
    """Whoever has no membership is no member, however it was deleted."""
    instance.status = Membership.Status.ENDED
    keep_equal([instance])
