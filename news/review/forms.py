"""Forms on an article's way to being public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.addresses import DeskCopyForm


class BeginsAsDraftMixin:
    """For an article's form: it begins as a draft, also where it is published at once.

    Wagtail's view for a new page saves it live, before anybody could say that it must not be.
    """

    instance: Any

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Take the article as written."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(*args, **kwargs)  # type: ignore[misc]  # a form has it


class KeepsEmbargoMixin:
    """For an article's form: no time to go live lies within its embargo."""

    def clean(self) -> dict[str, Any]:
        """Refuse such a time at its field."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]  # a form has it
        go_live_at, until = cleaned.get("go_live_at"), cleaned.get("embargoed_until")
        if go_live_at and until and timezone.now() < go_live_at < until:
            self.add_error(  # type: ignore[attr-defined]  # a form has it
                "go_live_at",
                _(
                    "This lies within the embargo, which ends later. Choose the end of the embargo "
                    "or a later time."
                ),
            )
        return cleaned


class DeskCopyingForm(DeskCopyForm):
    """The form for a copy of an article, or of a desk with its articles."""

    def clean(self) -> dict[str, Any]:
        """Have copies of articles begin as drafts where the four-eyes rule is on."""
        from news.review import four_eyes  # It knows the models, which name this form.

        cleaned = super().clean()
        if cleaned.get("publish_copies") and four_eyes.is_required() and self._copies_articles():
            self.add_error(
                "publish_copies",
                _(
                    "On this site somebody else looks at an article before it is public. Leave "
                    "this empty: the copy begins as a draft, to be submitted for review."
                ),
            )
        return cleaned

    def _copies_articles(self) -> bool:
        from news.models import ArticlePage  # It names this form.

        return bool(ArticlePage.objects.descendant_of(self.page, inclusive=True).live().exists())


class ReasonForm(forms.Form):
    """Why a superuser publishes their own work."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the article's history, for all who work on it."),
        error_messages={"required": _("Please say why nobody else can look at it first.")},
    )
    # What they saw when they decided.
    version = forms.CharField(widget=forms.HiddenInput)
