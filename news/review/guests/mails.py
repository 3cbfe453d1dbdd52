"""Mails to reviewers without an account, and to whoever asked them. Plain text.

Sent at once and not by the worker where they hold a secret: what the worker is to do is written
down in the database, where neither a link nor a code must be.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Site
from wagtail.users.models import UserProfile

from core import mails as core_mails
from news.addresses import edit_url
from news.models import Decision, GuestInvitation
from news.review.guests.codes import HOLDS


def mail_link(invitation: GuestInvitation, token: str) -> None:
    """Send the reviewer the link. Raises what the mail server's refusal raises (OSError)."""
    site = _site(invitation)
    link = site.root_url + reverse("guest_review", args=[token])
    subject = _("Please read before it is published: %(title)s")
    _send("invitation", subject, invitation, invitation.address, link=link)


def mail_code(invitation: GuestInvitation, code: str) -> None:
    """Send the reviewer a code. Raises what the mail server's refusal raises (OSError)."""
    minutes = int(HOLDS.total_seconds()) // 60
    half = len(code) // 2
    spaced = f"{code[:half]} {code[half:]}"
    subject = _("Your code")
    _send("code", subject, invitation, invitation.address, code=spaced, minutes=minutes)


def mail_decision(invitation: GuestInvitation) -> bool:
    """Tell whoever invited what was decided; False where the account is gone or not active."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        return False
    is_approved = invitation.decision == Decision.APPROVE
    with translation.override(UserProfile.get_for_user(inviter).get_preferred_language()):
        _send(
            "decision",
            _("Approved by %(address)s: %(title)s")
            if is_approved
            else _("%(address)s asks for changes: %(title)s"),
            invitation,
            inviter.email,
            is_approved=is_approved,
            edit_url=get_admin_base_url() + edit_url(invitation.article_id),
        )
    return True


def _site(invitation: GuestInvitation) -> Site:
    site: Site = invitation.article.get_site()
    return site


def _send(name: str, subject: str, invitation: GuestInvitation, to: str, **more: Any) -> None:
    article = invitation.frozen_article()
    inviter = invitation.invited_by if to == invitation.address else None
    core_mails.send(
        to,
        subject % {"title": article.title, "address": invitation.address},
        f"news/email/guest_{name}.txt",
        {"invitation": invitation, "article": article, **more},
        site=_site(invitation),
        reply_to=inviter.email if inviter else "",
    )
