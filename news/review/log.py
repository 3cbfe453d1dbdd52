"""What the audit log says of the desk's rules."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry

from news.review.four_eyes import OVERRIDDEN


def register(actions: LogActionRegistry) -> None:
    """Teach the audit log our actions."""
    actions.register_action(
        "news.four_eyes.on", _("Four-eyes rule on"), _("Four-eyes rule switched on")
    )
    actions.register_action(
        "news.four_eyes.off", _("Four-eyes rule off"), _("Four-eyes rule switched off")
    )
    actions.register_action(OVERRIDDEN)(OverrideFormatter)


class OverrideFormatter(LogFormatter):
    """A superuser published their own work."""

    label = _("Four-eyes rule overridden")
    message = _("Published their own work although the four-eyes rule is on")

    def format_comment(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        """The reason they gave."""
        return str(log_entry.data.get("reason", ""))
