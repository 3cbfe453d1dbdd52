"""How the audit log tells of mergers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

MERGED = "news.merge"


class MergedFormatter(LogFormatter):
    """Others were merged into a source or topic."""

    label = gettext_lazy("Merge")

    def format_message(self, log_entry: Any) -> str:
        """With the names of those that are gone."""
        names = ", ".join(f"“{name}”" for name in log_entry.data["names"])
        number = log_entry.data["articles"]
        return ngettext(
            "Merged %(names)s into it; %(number)d article followed",
            "Merged %(names)s into it; %(number)d articles followed",
            number,
        ) % {"names": names, "number": number}


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show it."""
    actions.register_action(MERGED)(MergedFormatter)
