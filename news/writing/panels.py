"""Panels of the article's form that Wagtail does not have."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.forms import Media
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, TextDiff
from wagtail.admin.panels import FieldPanel, Panel

from news.partial_dates import in_words
from news.writing.widgets import media


class PartialDateComparison(FieldComparison):
    """The source's date in two versions: in words, so that a change of what is known counts."""

    def __init__(self, field: models.Field[Any, Any], obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = obj_a.source_date_in_words, obj_b.source_date_in_words

    def htmldiff(self) -> SafeString:
        """Both, where they differ."""
        if not self.has_changed():
            return SafeString(escape(self.val_a))
        changes = [("deletion", self.val_a), ("addition", self.val_b)]
        return TextDiff([change for change in changes if change[1]]).to_html()


class PartialDatePanel(FieldPanel):
    """The one field for a date and how much of it is known."""

    def get_comparison_class(self) -> type[FieldComparison]:
        """Compare what readers see."""
        return PartialDateComparison

    def format_value_for_display(self, value: Any) -> str:
        """The date in words."""
        return in_words(value.day, value.precision) if value else ""


class BeginningPanel(Panel):
    """What a new article can begin with, above the form until the first words are written."""

    class BoundPanel(Panel.BoundPanel):
        """The cards, for this desk."""

        template_name = "news/admin/writing/beginning_panel.html"

        def is_shown(self) -> bool:
            """For new articles only."""
            return self.instance.pk is None and self.request is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What can be begun with, and what has been."""
            from news.writing.beginnings import cards_for  # It knows the models.

            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"cards": cards_for(self.request, self.form.parent_page)}

        @property
        def media(self) -> Media:
            """The script that lets them leave."""
            return media("beginnings")
