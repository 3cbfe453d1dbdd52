"""The editor's form of an article."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.merging.forms import FollowsMergers
from news.partial_dates import Precision
from news.review.forms import BeginsAsDraftMixin, KeepsEmbargoMixin
from news.teaser_form import KeepsTeaserForm
from news.writing.dates import PartialDate
from news.writing.fields import PartialDateField


class ArticlePageForm(FollowsMergers, BeginsAsDraftMixin, KeepsEmbargoMixin, KeepsTeaserForm):
    """Dates as they are written; what readers need is asked for when it goes public.

    A draft may be saved without a source, with an undescribed picture and with unfinished blocks.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_source_date()
        self._prepare_day()
        self._prepare_source()
        if "disclaimer" in self.fields:
            self.fields["disclaimer"].help_text = self._help_on_disclaimer()

    def _prepare_source(self) -> None:
        """Nobody is told to make a source who may not."""
        from news.writing.sources import may_add_sources  # It knows the models.

        field = self.fields.get("source")
        if field is None:
            return
        may_create = may_add_sources(self.for_user)
        field.widget.may_create = may_create
        if not may_create:
            field.help_text = _("Who published it. Type a few letters.")
        field.error_messages["invalid_choice"] = (
            _("No source is called %(value)s yet. Please choose one from the list, or create it.")
            if may_create
            else _(
                "No source is called %(value)s yet. Please choose one from the list. If it is "
                "missing there, leave this empty, save, and ask an editor to add it."
            )
        )

    def _prepare_source_date(self) -> None:
        known = self.fields.get("source_published_on")
        if known is None:
            return
        field = PartialDateField(
            label=known.label, help_text=known.help_text, required=known.required
        )
        self.fields["source_published_on"] = field
        if day := self.instance.source_published_on:
            precision = self.instance.source_published_precision
            self.initial["source_published_on"] = PartialDate(day, precision)

    def _prepare_day(self) -> None:
        """Left empty, it follows the publication; so it does in a new article."""
        if "shared_on" not in self.fields:
            return
        field = self.fields["shared_on"]
        field.required = False
        if self.instance.first_published_at:
            return
        field.help_text = _("Leave empty for the day on which it goes public.")
        field.widget.attrs["placeholder"] = _("The day it goes public")
        if self.instance.pk is None or self.instance.shared_when_public:
            self.initial["shared_on"] = None

    def _help_on_disclaimer(self) -> str:
        standing = getattr(self.parent_page and self.parent_page.specific, "disclaimer", None)
        if standing is None:
            return gettext("The desk has no standing disclaimer; without one here, none is shown.")
        return gettext("Leave empty for the desk's own, “%(name)s”.") % {"name": standing}

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a picture that is neither described nor called decorative."""
        cleaned = super().clean()
        self._keep_dates(cleaned)
        described = (cleaned.get("image_alt") or "").strip() or cleaned.get("image_decorative")
        if cleaned.get("image") and not described and not self.is_deferred_validation:
            self.add_error(
                "image_alt", _("Please describe the picture, or tick that it is decorative.")
            )
        return cleaned

    def _keep_dates(self, cleaned: dict[str, Any]) -> None:
        """What stands in one field is kept in two."""
        article = self.instance
        if "source_published_on" in cleaned:
            known = cleaned["source_published_on"]
            article.source_published_precision = known.precision if known else Precision.DAY
            cleaned["source_published_on"] = known.day if known else None
        if "shared_on" in cleaned:
            article.shared_when_public = cleaned["shared_on"] is None
            article.go_live_at = cleaned.get("go_live_at", article.go_live_at)
            cleaned["shared_on"] = cleaned["shared_on"] or article.first_public_day()
