"""What the worker does about approvals without an account."""

from __future__ import annotations

from django_tasks import task

from news.models import GuestInvitation
from news.review.guests.mails import mail_decision


@task(backend="jobs", queue_name="mail")
def tell_inviter(key: int) -> bool:
    """Tell whoever invited what was decided; whether there was somebody to tell.

    Should the worker be killed just after the mail went out, it goes out twice: better than never.
    """
    invitation = GuestInvitation.objects.select_related("article", "invited_by").filter(pk=key)
    found = invitation.first()
    return found is not None and mail_decision(found)
