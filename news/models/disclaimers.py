"""Standing texts that say what sharing an article does and does not mean."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import ReferenceIndex
from wagtail.search import index

from core.memory import remember


class DisclaimerForm(WagtailAdminModelForm):
    """The editor's form; says at the wordings why one cannot go."""

    def is_valid(self) -> bool:
        """Refuse to drop a wording of a disclaimer in use."""
        valid = super().is_valid()
        wordings = self.formsets["wordings"]
        if valid and wordings.deleted_forms and self.instance.is_in_use:
            wordings.non_form_errors().append(
                _("A wording of a disclaimer in use cannot be deleted: it stands under articles.")
            )
            return False
        return valid


class Disclaimer(index.Indexed, ClusterableModel):
    """A named disclaimer. What it says is in its wordings; the newest one in force is shown."""

    base_form_class = DisclaimerForm

    name = models.CharField(
        _("name"), max_length=255, unique=True, help_text=_("Seen by editors only.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        InlinePanel(
            "wordings",
            min_num=1,
            label=_("wording"),
            heading=_("Wordings"),
            help_text=_(
                "The newest wording in force is shown. Once the disclaimer is in use a wording is "
                "never changed, so that it stays known what stood under an article: add a new one "
                "instead, also to mend a typing error."
            ),
        ),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def wording_on(self, day: datetime.date | None = None) -> DisclaimerWording | None:
        """The wording in force on the day (today if none is given), or None before the first."""
        return wording_in_force(self.pk, day)

    @property
    def is_in_use(self) -> bool:
        """Whether a desk or an article names this disclaimer, as its own or within its text."""
        from news.models import ArticlePage, NewsDeskPage

        if not self.pk:
            return False
        # Wagtail's index knows what stands within texts, but not what a migration wrote.
        return (
            NewsDeskPage.objects.filter(disclaimer=self).exists()
            or ArticlePage.objects.filter(disclaimer=self).exists()
            or ReferenceIndex.get_references_to(self).exists()
        )


class DisclaimerWording(models.Model):
    """What a disclaimer says from a day on. Numbered in the order of writing."""

    disclaimer = ParentalKey(Disclaimer, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField(_("number"), editable=False)
    in_force_from = models.DateField(_("in force from"), default=timezone.localdate)
    text = RichTextField(_("text"), features=["bold", "italic", "link"])

    panels: ClassVar[list[Any]] = [FieldPanel("in_force_from"), FieldPanel("text")]

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["disclaimer", "number"], name="wording_number_once_per_disclaimer"
            )
        ]

    def __str__(self) -> str:
        return _("wording of %(date)s") % {"date": date_format(self.in_force_from)}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Number a new wording; refuse a change that `clean` would have refused."""
        if self._state.adding and not self.number:
            newest = self._siblings().aggregate(Max("number"))["number__max"] or 0
            self.number = newest + 1
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse to change a wording that may stand under an article."""
        super().clean()
        kept = self._kept()
        if kept and self._differs_from(kept) and kept.disclaimer.is_in_use:
            raise ValidationError(
                _("This wording is in use and cannot be changed. Please add a new one.")
            )

    def _siblings(self) -> QuerySet[DisclaimerWording]:
        return DisclaimerWording.objects.filter(disclaimer_id=self.disclaimer_id)

    def _kept(self) -> DisclaimerWording | None:
        if not self.pk:
            return None
        return DisclaimerWording.objects.select_related("disclaimer").filter(pk=self.pk).first()

    def _differs_from(self, kept: DisclaimerWording) -> bool:
        return (self.in_force_from, _words(self.text)) != (kept.in_force_from, _words(kept.text))


def _words(text: str) -> str:
    """A text without the keys that Wagtail's editor adds to its paragraphs at each saving."""
    return re.sub(r' data-block-key="[^"]*"', "", text)


def wording_in_force(
    disclaimer_id: int | None, day: datetime.date | None = None
) -> DisclaimerWording | None:
    """What a disclaimer says on the day (today if none is given); None where it says nothing yet.

    Remembered: the same few texts stand under every article.
    """
    day = day or timezone.localdate()
    in_force = [
        wording
        for wording in remember("wordings", _all_wordings).get(disclaimer_id, ())
        if wording.in_force_from <= day
    ]
    return max(in_force, key=lambda each: (each.in_force_from, each.number), default=None)


def newest_day_in_force() -> datetime.date | None:
    """The last day on which a wording came into force, and articles so changed by themselves."""
    today = timezone.localdate()
    wordings = remember("wordings", _all_wordings).values()
    days = (wording.in_force_from for each in wordings for wording in each)
    return max((day for day in days if day <= today), default=None)


def _all_wordings() -> dict[int | None, list[DisclaimerWording]]:
    wordings: dict[int | None, list[DisclaimerWording]] = defaultdict(list)
    for wording in DisclaimerWording.objects.all():
        wordings[wording.disclaimer_id].append(wording)
    return dict(wordings)
