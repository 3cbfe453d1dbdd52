"""The editor's form of a disclaimer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm

if TYPE_CHECKING:
    from news.models import DisclaimerWording


class WordingFormSet(BaseChildFormSet):
    """The wordings that can still be changed, and new ones, which begin with the newest text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wordings = list(self.instance.wordings.all())
        in_use = [wording for wording in wordings if wording.is_in_use]
        self._newest = wordings[-1] if wordings else None
        if not in_use:
            return
        self.min_num = 0
        if not self.is_bound:
            # What is sent back is looked up among all: one may have come into use meanwhile.
            kept = [wording.pk for wording in in_use]
            self.queryset = self.instance.wordings.exclude(id__in=kept)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The form behind "Add wording" (it has no index) begins with what is said now."""
        kwargs: dict[str, Any] = super().get_form_kwargs(index)
        if index is None and self._newest:
            kwargs["initial"] = {"text": self._newest.text}
        return kwargs


class ExistingArticlesForm(forms.Form):
    """What is to become of the articles that have an older wording."""

    existing = forms.ChoiceField(
        label=_("And the articles that are there?"),
        required=False,
        choices=[
            ("keep", _("They stay as they are")),
            ("move", _("They are moved to the new wording; the history of each will say so")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )


class DisclaimerForm(WagtailAdminModelForm):
    """Says at the wordings why one cannot go."""

    def is_valid(self) -> bool:
        """Refuse to drop a wording in use."""
        valid = super().is_valid()
        wordings = self.formsets["wordings"]
        if valid and any(form.instance.is_in_use for form in wordings.deleted_forms):
            wordings.non_form_errors().append(
                _("A wording in use cannot be deleted: it stands on articles, or has stood there.")
            )
            return False
        return bool(valid)

    @property
    def new_wordings(self) -> list[DisclaimerWording]:
        """The wordings that are added or changed, not yet saved. Ask once the form is valid."""
        forms = self.formsets["wordings"].forms
        deleted = self.formsets["wordings"].deleted_forms
        return [form.instance for form in forms if form.has_changed() and form not in deleted]

    def new_on(self, day: datetime.date) -> DisclaimerWording | None:
        """The one of them that will be in force that day; None where another one stays so."""
        new = self.new_wordings
        stored = self.instance.wordings.get_queryset()
        others = stored.exclude(pk__in=[each.pk for each in new if each.pk])
        # In the order of writing: of two with the same day the later one counts.
        known = [each for each in [*others, *new] if each.in_force_from <= day]
        newest = max(reversed(known), key=lambda each: each.in_force_from, default=None)
        return newest if newest in new else None
