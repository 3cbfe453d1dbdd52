"""Standing texts that say what sharing an article does and does not mean."""

from __future__ import annotations

import datetime
import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import ReferenceIndex
from wagtail.search import index

from core.memory import remember
from news.disclaimers.forms import DisclaimerForm
from news.disclaimers.panels import WordingsInUsePanel, WordingsPanel


class Disclaimer(index.Indexed, ClusterableModel):
    """A named disclaimer. What it says is in its wordings.

    An article takes the newest one in force when it goes public (news.disclaimers), and keeps it.
    """

    base_form_class = DisclaimerForm

    name = models.CharField(
        _("name"), max_length=255, unique=True, help_text=_("Seen by editors only.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        WordingsInUsePanel(heading=_("Wordings in use")),
        WordingsPanel(
            "wordings",
            min_num=1,
            label=_("wording"),
            heading=_("Wordings not in use yet"),
            help_text=_(
                "Articles take the newest wording in force when they are published, and keep it. "
                "From then on it does not change any more, so that it stays known what stood on an "
                "article. To say something new, also to mend a typing error, add a wording."
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

    @cached_property
    def shown(self) -> DisclaimerWording | None:
        """What it says within a text: an article tells its blocks what it took, else today's."""
        return self.wording_on()

    def wording_on(self, day: datetime.date | None = None) -> DisclaimerWording | None:
        """The wording in force on the day (today if none is given), or None before the first."""
        return wording_in_force(self.pk, day)

    @property
    def is_in_use(self) -> bool:
        """Whether a desk or an article names this disclaimer, or one has ever shown it."""
        # They know this module.
        from news.models import ArticlePage, NewsDeskPage, RecordedWording

        if not self.pk:
            return False
        # Wagtail's index knows what stands within texts, but not what a migration wrote.
        return (
            NewsDeskPage.objects.filter(disclaimer=self).exists()
            or ArticlePage.objects.filter(disclaimer=self).exists()
            or RecordedWording.objects.filter(disclaimer=self).exists()
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
        with transaction.atomic():
            if self._state.adding and not self.number:
                newest = self._siblings().aggregate(Max("number"))["number__max"] or 0
                self.number = newest + 1
            self.clean()
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse to change a wording that stands on an article or has stood there."""
        super().clean()
        kept = self._kept()
        if kept and self._differs_from(kept) and kept.is_in_use:
            raise ValidationError(
                _("This wording is in use and cannot be changed. Please add a new one.")
            )

    @property
    def is_in_use(self) -> bool:
        """Whether an article shows it or has ever shown it."""
        return bool(self.pk) and self.records.exists()

    def _siblings(self) -> QuerySet[DisclaimerWording]:
        return DisclaimerWording.objects.filter(disclaimer_id=self.disclaimer_id)

    def _kept(self) -> DisclaimerWording | None:
        if not self.pk:
            return None
        stored = DisclaimerWording.objects.filter(pk=self.pk)
        if transaction.get_connection().in_atomic_block:
            # An article that takes it at this moment waits, or is waited for.
            stored = stored.select_for_update()
        return stored.first()

    def _differs_from(self, kept: DisclaimerWording) -> bool:
        return (self.in_force_from, _words(self.text)) != (kept.in_force_from, _words(kept.text))


def _words(text: str) -> str:
    """A text without the keys that Wagtail's editor adds to its paragraphs at each saving."""
    return re.sub(r' data-block-key="[^"]*"', "", text)


def wording_in_force(
    disclaimer_id: int | None, day: datetime.date | None = None
) -> DisclaimerWording | None:
    """What a disclaimer says on the day (today if none is given); None before its first wording."""
    day = day or timezone.localdate()
    in_force = [
        wording
        for wording in all_wordings().values()
        if wording.disclaimer_id == disclaimer_id and wording.in_force_from <= day
    ]
    return max(in_force, key=lambda each: (each.in_force_from, each.number), default=None)


def all_wordings() -> dict[int, DisclaimerWording]:
    """Every wording by its key. Remembered: the same few texts stand under every article."""
    return remember("wordings", lambda: DisclaimerWording.objects.in_bulk())
