"""What the audit log says of approvals without an account; always with the reviewer's address."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

INVITED = "news.guest.invited"
REVOKED = "news.guest.revoked"
CODE_SENT = "news.guest.code_sent"
APPROVED = "news.guest.approved"
CHANGES_ASKED = "news.guest.changes_asked"

TEXTS: dict[str, tuple[Promise, Promise]] = {
    INVITED: (
        _("Ask somebody without an account"),
        _("Asked %(address)s to decide without an account"),
    ),
    REVOKED: (
        _("Revoke an invitation without an account"),
        _("Revoked the invitation of %(address)s"),
    ),
    CODE_SENT: (_("Send a reviewer's code"), _("Sent a code to %(address)s on request")),
    APPROVED: (
        _("Approve without an account"),
        _("Approved by %(address)s without an account, asked by %(inviter)s"),
    ),
    CHANGES_ASKED: (
        _("Ask for changes without an account"),
        _("%(address)s, asked by %(inviter)s, asked for changes without an account"),
    ),
}


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show what happened."""
    for action, (label, text) in TEXTS.items():
        actions.register_action(action)(_formatter(label, text))


def _formatter(label: Promise, text: Promise) -> type[LogFormatter]:
    def format_message(self: LogFormatter, log_entry: Any) -> str:
        return str(text) % {"address": "", "inviter": "", **log_entry.data}

    def format_comment(self: LogFormatter, log_entry: Any) -> str:
        return str(log_entry.data.get("remark", ""))

    methods = {"format_message": format_message, "format_comment": format_comment}
    return type("GuestFormatter", (LogFormatter,), {"label": label, **methods})
