"""What stands beside the fields of a menu in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel

from navigation.faults import faults_of


class FaultsPanel(HelpPanel):
    """The entries of the menu that are not shown at the moment; absent where all are."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "navigation/admin/faults_panel.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """For one menu."""

        def is_shown(self) -> bool:
            """Only where there is something to say."""
            return bool(super().is_shown() and self.faults)

        @cached_property
        def faults(self) -> list[Any]:
            """Of the menu as it is being edited."""
            return faults_of([self.instance], self.request.user) if self.instance.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The template's."""
            return super().get_context_data(parent_context) | {"faults": self.faults}
