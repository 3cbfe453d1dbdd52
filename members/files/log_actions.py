"""How the audit log tells of files that moved and of collections that were closed or opened."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

MOVED = "members.move_file"
PRIVACY = "members.collection_privacy"


class MovedFormatter(LogFormatter):
    """A file was put into another collection to suit a page."""

    label = gettext_lazy("Move to a collection")

    def format_message(self, log_entry: Any) -> str:
        """From where, to where, and for which page."""
        return _("Moved from “%(before)s” to “%(after)s” to suit the page “%(page)s”") % {
            name: log_entry.data.get(name, "") for name in ("before", "after", "page")
        }


class PrivacyFormatter(LogFormatter):
    """Somebody said who may have the files of a collection."""

    label = gettext_lazy("Change privacy")

    def format_message(self, log_entry: Any) -> str:
        """Who that is now."""
        if groups := log_entry.data.get("groups"):
            return _("Let only these groups have its files: %(groups)s") % {
                "groups": ", ".join(groups)
            }
        return _("Let everybody have its files")


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show both."""
    actions.register_action(MOVED)(MovedFormatter)
    actions.register_action(PRIVACY)(PrivacyFormatter)
