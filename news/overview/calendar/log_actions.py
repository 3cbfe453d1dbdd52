"""How the audit log tells of things that were moved."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from core.moments import by_the_sites_clock

MOVED = "news.move"


class MovedFormatter(LogFormatter):
    """The moment of going live was changed in the calendar."""

    label = gettext_lazy("Move in the calendar")

    def format_message(self, log_entry: Any) -> str:
        """From when to when."""
        return _("Moved going live from %(from)s to %(to)s") % {
            name: by_the_sites_clock(datetime.datetime.fromisoformat(log_entry.data[name]))
            for name in ("from", "to")
        }


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show it."""
    actions.register_action(MOVED)(MovedFormatter)
