"""The panel in which an editor says what was wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel


class ToldPanel(HelpPanel):
    """What readers have been told so far; absent where that is nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "news/admin/corrections/told.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """For one article."""

        def is_shown(self) -> bool:
            """Only where there is something to show."""
            return bool(super().is_shown() and self.told)

        @cached_property
        def told(self) -> list[Any]:
            """Newest first; the one that is being written is not among them."""
            return list(self.instance.corrections.all()) if self.instance.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The template's."""
            may_publish = self.instance.permissions_for_user(self.request.user).can_publish()
            return super().get_context_data(parent_context) | {
                "told": self.told,
                "may_withdraw": may_publish,
            }


class CorrectionPanel(MultiFieldPanel):
    """Shown once the article has been public: before that there is nothing to take back."""

    def __init__(self, **kwargs: Any) -> None:
        words = FieldPanel("correction", heading=_("What readers are told"), widget=_two_lines())
        kwargs.setdefault("children", [ToldPanel(), words])
        kwargs.setdefault("heading", _("Correction"))
        kwargs.setdefault("icon", "comment")
        super().__init__(**kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """For one article."""

        def is_shown(self) -> bool:
            """Whether anybody has read the article yet, or could have."""
            return bool(super().is_shown() and self.instance.was_public)


def _two_lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})
