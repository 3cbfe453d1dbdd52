"""What merging registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from news.merging import actions
from news.merging.services import ACTION as MERGE

hooks.register("register_bulk_action", actions.MergeAction)


@hooks.register("register_snippet_listing_buttons")
def offer_merging(snippet: Any, user: Any, next_url: str) -> Iterator[Button]:
    """In the menu of each source and topic."""
    button = actions.button_for(snippet, user, next_url)
    if button:
        yield button


@hooks.register("register_log_actions")
def register_merging(registry: LogActionRegistry) -> None:
    """What the history of a source or topic says of a merger."""

    @registry.register_action(MERGE)
    class MergeLogFormatter(LogFormatter):
        label = gettext_lazy("Merge")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            """With the names of those that are gone."""
            names = ", ".join(f"“{name}”" for name in log_entry.data["names"])
            number = log_entry.data["articles"]
            return ngettext(
                "Merged %(names)s into it; %(number)d article followed",
                "Merged %(names)s into it; %(number)d articles followed",
                number,
            ) % {"names": names, "number": number}
