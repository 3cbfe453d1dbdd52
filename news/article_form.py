"""The editor's form of an article."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.addresses import DeskPageForm
from news.merging.forms import FollowsMergers
from news.review.forms import BeginsAsDraftMixin, KeepsEmbargoMixin


class ArticlePageForm(FollowsMergers, BeginsAsDraftMixin, KeepsEmbargoMixin, DeskPageForm):
    """Wants a picture described before others see it; a draft may be saved without."""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish a picture that is neither described nor called decorative."""
        cleaned = super().clean()
        described = (cleaned.get("image_alt") or "").strip() or cleaned.get("image_decorative")
        if cleaned.get("image") and not described and not self.is_deferred_validation:
            self.add_error(
                "image_alt", _("Please describe the picture, or tick that it is decorative.")
            )
        return cleaned
