"""Mails in plain text, in the name of whoever runs the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from wagtail.models import Site

from core.organisations import identity_of


def send(
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    *,
    site: Site | None,
    reply_to: str = "",
) -> None:
    """Send one mail to one address; the template is told the `organisation` as well.

    Raises what the mail server's refusal raises (OSError).
    """
    organisation = identity_of(site).name or settings.WAGTAIL_SITE_NAME
    message = EmailMessage(
        # What people wrote may hold what a subject must not.
        " ".join(f"[{organisation}] {subject}".split()),
        render_to_string(template, {"organisation": organisation, **context}),
        settings.DEFAULT_FROM_EMAIL,
        [to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.send()
