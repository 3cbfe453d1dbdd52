"""Mails to reviewers without an account, and to whoever asked them. Plain text.

Sent at once and not by the worker where they hold a secret: what the worker is to do is written
down in the database, where neither a link nor a code must be.
"""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Site

from core.organisations import identity_of
from news.models import Decision, GuestInvitation
from news.review.guests.codes import HOLDS


def mail_link(invitation: GuestInvitation, token: str) -> None:
    """Send the reviewer the link. Raises what the mail server's refusal raises (OSError)."""
    site = _site(invitation)
    link = site.root_url + reverse("guest_review", args=[token])
    _send("invitation", invitation, invitation.address, link=link)


def mail_code(invitation: GuestInvitation, code: str) -> None:
    """Send the reviewer a code. Raises what the mail server's refusal raises (OSError)."""
    minutes = int(HOLDS.total_seconds()) // 60
    half = len(code) // 2
    spaced = f"{code[:half]} {code[half:]}"
    _send("code", invitation, invitation.address, code=spaced, minutes=minutes)


def mail_decision(invitation: GuestInvitation) -> bool:
    """Tell whoever invited what was decided; False where the account is gone or not active."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        return False
    edit = reverse("wagtailadmin_pages:edit", args=[invitation.article_id])
    _send(
        "decision",
        invitation,
        inviter.email,
        is_approved=invitation.decision == Decision.APPROVE,
        edit_url=f"{get_admin_base_url() or ''}{edit}",
    )
    return True


def _site(invitation: GuestInvitation) -> Site:
    site: Site = invitation.article.get_site()
    return site


def _send(name: str, invitation: GuestInvitation, to: str, **more: Any) -> None:
    identity = identity_of(_site(invitation))
    context = {
        "invitation": invitation,
        "article": invitation.frozen_article(),
        "organisation": identity.name,
        **more,
    }
    subject = render_to_string(f"news/review/email/{name}_subject.txt", context)
    inviter = invitation.invited_by if to == invitation.address else None
    message = EmailMessage(
        # A headline may hold what a subject must not.
        " ".join(subject.split()),
        render_to_string(f"news/review/email/{name}.txt", context).strip() + "\n",
        to=[to],
        reply_to=[inviter.email] if inviter else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.send()
