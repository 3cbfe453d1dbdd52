"""Forms that meet merged sources and topics."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from news.merging.likeness import likest_first
from news.merging.succession import source_now, topics_now


class FollowsMergers:
    """A mixin for an article's form that was open while its source or a topic was merged.

    What the form sends is taken for what it is now, instead of being refused as unknown.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and hasattr(data, "setlist"):
            data = data.copy()
            if (source := data.get("source", "")).isdecimal():
                data["source"] = str(source_now(int(source)))
            topics = [int(key) for key in data.getlist("topics") if key.isdecimal()]
            if topics:
                data.setlist("topics", [str(key) for key in topics_now(topics)])
        super().__init__(data, *args, **kwargs)  # type: ignore[call-arg]  # a mixin


class MergeForm(forms.Form):
    """Which one stays: of those chosen, or where one alone was chosen, of all others."""

    def __init__(self, *args: Any, chosen: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyone = type(chosen[0])._default_manager.order_by("name")
        if len(chosen) > 1:
            self.fields["kept"] = forms.ModelChoiceField(
                everyone.filter(pk__in=[each.pk for each in chosen]),
                label=_("Which one stays?"),
                empty_label=None,
                widget=forms.RadioSelect,
            )
            return
        (other,) = chosen
        others = everyone.exclude(pk=other.pk)
        names = dict(others.values_list("pk", "name"))
        kept = forms.ModelChoiceField(
            others,
            label=_("Merge it into"),
            help_text=_("Those with a similar name come first."),
        )
        likest = likest_first(other.name, names.items())
        kept.choices = [("", "---------"), *((key, names[key]) for key in likest)]
        self.fields["kept"] = kept
