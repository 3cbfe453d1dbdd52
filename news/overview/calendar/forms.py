"""The calendar's forms: what to look at, and where to move something."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models import Source, Topic
from news.overview.calendar.kinds import Kind
from news.overview.calendar.moving import Plan
from news.querysets import ArticleQuerySet


class FilterForm(forms.Form):
    """Narrow the calendar. What cannot be understood narrows nothing."""

    status = forms.ChoiceField(
        label=_("What"), choices=[("", _("Everything")), *Kind.choices], required=False
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"), label=_("Source"), empty_label=_("All"), required=False
    )
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"), label=_("Topic"), empty_label=_("All"), required=False
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen of each."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def kinds(self) -> list[Kind]:
        """What to show."""
        chosen = self.chosen.get("status")
        return [Kind(chosen)] if chosen else list(Kind)

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """The articles that pass."""
        if source := self.chosen.get("source"):
            articles = articles.by_source(source)
        if topic := self.chosen.get("topic"):
            articles = articles.by_topic(topic)
        return articles


class MoveForm(forms.Form):
    """To which day and time; and, hidden, what the person saw when they asked for it."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in (Kind.SCHEDULED, Kind.PLANNED)])
    version = forms.IntegerField()
    moment = forms.DateTimeField(input_formats=["iso-8601"])
    day = forms.DateField(
        error_messages={"required": _("Please give a day."), "invalid": _("This is no day.")}
    )
    time = forms.TimeField(
        error_messages={"required": _("Please give a time."), "invalid": _("This is no time.")}
    )

    def clean(self) -> dict[str, Any]:
        """Put day and time together, by the site's clock."""
        cleaned = super().clean() or {}
        if "day" in cleaned and "time" in cleaned:
            naive = datetime.datetime.combine(cleaned["day"], cleaned["time"])
            with timezone.override(timezone.get_default_timezone()):
                # Refuses a time that a change of the clocks leaves out or has twice.
                cleaned["to"] = from_current_timezone(naive)
        return cleaned

    def plan(self, article: int) -> Plan:
        """What is to be moved."""
        seen = self.cleaned_data
        return Plan(article, Kind(seen["kind"]), seen["version"], seen["moment"])
