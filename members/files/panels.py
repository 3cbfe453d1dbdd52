"""What stands above a page's form about pictures and documents that do not fit its readers."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class FittingFilesPanel(Panel):
    """Says which files more or fewer people may have than may read the page, and mends it."""

    class BoundPanel(Panel.BoundPanel):
        """The warnings for one page; not there where all is well."""

        template_name = "members/admin/fitting_files.html"

        def is_shown(self) -> bool:
            """Whether there is something to mend."""
            return bool(super().is_shown() and self.misfits)

        @cached_property
        def misfits(self) -> list[Any]:
            """What does not fit, of the version at hand."""
            from members.files.fitting import misfits_of  # It knows the models.

            if self.request is None or self.instance.pk is None:
                return []
            return misfits_of(self.instance, self.request.user)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """With the groups for whom a collection can be made where there is none."""
            from members.files.making import groups_needed, may_make  # It knows the models.

            lacking = [each for each in self.misfits if not each.collections]
            names = ""
            if lacking and all(may_make(self.request.user, each.file) for each in lacking):
                names = ", ".join(group.name for group in groups_needed(self.instance))
            return super().get_context_data(parent_context) | {"collection_to_make": names}
