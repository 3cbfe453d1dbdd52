"""Changes to many articles in the audit log, where no action of Wagtail's says it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

TOGETHER = "news.changed_with_others"


class ChangedWithOthers(LogFormatter):
    """A new version that somebody made together with those of other articles."""

    label = gettext_lazy("Change with others")

    def format_message(self, log_entry: Any) -> str:
        """What was changed."""
        return _("Changed together with other articles: %(what)s") % log_entry.data


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show it."""
    actions.register_action(TOGETHER)(ChangedWithOthers)
