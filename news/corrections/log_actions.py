"""How the audit log tells of corrections."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

TOLD = "news.correct"
WITHDRAWN = "news.withdraw_correction"


class ToldFormatter(LogFormatter):
    """A correction was published."""

    label = gettext_lazy("Publish a correction")

    def format_message(self, log_entry: Any) -> str:
        """With its words."""
        return _("Published the correction “%(text)s”") % {"text": log_entry.data.get("text", "")}


class WithdrawnFormatter(LogFormatter):
    """A correction was taken back."""

    label = gettext_lazy("Withdraw a correction")

    def format_message(self, log_entry: Any) -> str:
        """With its words, its day and why."""
        return _("Withdrew the correction “%(text)s” of %(day)s: %(reason)s") % {
            "text": log_entry.data.get("text", ""),
            "day": log_entry.data.get("day", ""),
            "reason": log_entry.data.get("reason", ""),
        }


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show both."""
    actions.register_action(TOLD)(ToldFormatter)
    actions.register_action(WITHDRAWN)(WithdrawnFormatter)
