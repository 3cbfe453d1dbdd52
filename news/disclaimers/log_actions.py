"""What an article's history says of its wordings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

MOVED = "news.move_wording"


class MoveWordingFormatter(LogFormatter):
    """From which wording to which."""

    label = gettext_lazy("Move to the current wording")

    def format_message(self, log_entry: Any) -> str:
        """In a sentence; a disclaimer may stand at several places."""
        steps = log_entry.data.get("steps", ())
        told = [_("%(from)s → %(to)s") % step for step in steps]
        return _("Disclaimer moved: %(steps)s") % {"steps": "; ".join(told)}


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show it."""
    actions.register_action(MOVED)(MoveWordingFormatter)
