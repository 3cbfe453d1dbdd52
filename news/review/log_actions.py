"""What the audit log says of the desk's rules."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry

RULE_ON = "news.four_eyes.on"
RULE_OFF = "news.four_eyes.off"
OVERRIDDEN = "news.four_eyes.overridden"


class OverrideFormatter(LogFormatter):
    """A superuser published their own work."""

    label = _("Four-eyes rule overridden")
    message = _("Published their own work although the four-eyes rule is on")

    def format_comment(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        """The reason they gave."""
        return str(log_entry.data.get("reason", ""))


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show them."""
    actions.register_action(RULE_ON, _("Four-eyes rule on"), _("Four-eyes rule switched on"))
    actions.register_action(RULE_OFF, _("Four-eyes rule off"), _("Four-eyes rule switched off"))
    actions.register_action(OVERRIDDEN)(OverrideFormatter)
