"""What a page's form says of who can read the page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import HelpPanel

from members.readership import who_reads


class WhoReadsPanel(HelpPanel):
    """Who can read the page, also where that comes from a page above it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "members/admin/who_reads_panel.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """For one page."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The template's."""
            parent = getattr(self.form, "parent_page", None)
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "who_reads": who_reads(self.instance, parent),
            }
