"""Only groups close a collection: what is written of other kinds is turned into groups.

Wagtail knows two kinds more. "Any account" means, on a site for members, the group Members. A
shared password is no membership; what was closed by one stays closed, for an administrator to say
for whom. With groups only, Wagtail's own checks say the same as ours.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import connections, transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction

from members.rights import MEMBERS

LOGIN = CollectionViewRestriction.LOGIN
PASSWORD = CollectionViewRestriction.PASSWORD
GROUPS = CollectionViewRestriction.GROUPS


@receiver(pre_save, sender=CollectionViewRestriction, dispatch_uid="members.files.only_groups")
def make_it_groups(instance: Any, **_kwargs: Any) -> None:
    """In the same statement: a restriction of another kind is never in the database."""
    instance.was_kind = instance.restriction_type
    if instance.restriction_type in (LOGIN, PASSWORD):
        instance.restriction_type = GROUPS
        instance.password = ""


@receiver(post_save, sender=CollectionViewRestriction, dispatch_uid="members.files.let_in")
def let_in_by_what_it_was(instance: Any, **_kwargs: Any) -> None:
    """Members where any account was meant; nobody where a password was."""
    if instance.was_kind == LOGIN:
        instance.groups.set(Group.objects.filter(name=MEMBERS))
    elif instance.was_kind == PASSWORD:
        instance.groups.clear()


def tidy_restrictions(using: str, **_kwargs: Any) -> None:
    """Turn into groups what was written past the signals, by a script or another program.

    Until then such a restriction lets nobody in.
    """
    table = CollectionViewRestriction._meta.db_table
    if table not in connections[using].introspection.table_names():
        return
    written = CollectionViewRestriction.objects.using(using).exclude(restriction_type=GROUPS)
    with transaction.atomic(using=using):
        for each in written:
            each.save()
