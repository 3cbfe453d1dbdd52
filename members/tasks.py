"""What the worker does about members."""

from __future__ import annotations

from django_tasks import task

from members.membership import mails
from members.membership.imports.running import carry_on as carry_on_import
from members.membership.many import MEMBER_CHANGES


@task(backend="jobs")
def send_membership_mail(event: str, key: int) -> bool:
    """Tell one member of something; whether there was still somebody and something to tell."""
    return mails.send(event, key)


@task(backend="jobs")
def carry_on_with_members_change(key: int) -> int:
    """Change some more of many members; how many have been looked at."""
    return MEMBER_CHANGES.work_off(key)


@task(backend="jobs")
def carry_on_with_import(key: int) -> int:
    """Read, try or import some more rows of a list; how many have been looked at.

    Safe to run twice: whichever of two comes second finds nothing left to do.
    """
    work = carry_on_import(key)
    if work is not None and work.is_at_work:
        carry_on_with_import.enqueue(key)
    return work.done if work else 0
