"""Which wording of a disclaimer stands on an article, and which ones stood there before."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where on an article a disclaimer stands."""

    UNDER = "under", _("under the article")
    WITHIN = "within", _("within the text")


# What an article has to know of a record, in this order.
COLUMNS = ("place", "disclaimer_id", "wording_id", "is_desks")


class RecordedWordingQuerySet(QuerySet["RecordedWording"]):
    """Records of wordings."""

    def standing(self) -> Self:
        """Those that hold now; the others are history."""
        return self.filter(until=None)


class RecordedWording(models.Model):
    """What an article took when it went public, kept beside it.

    Not a field of the article: a revision would bring back the wording of its time. Rows are never
    changed, only ended (`until`), so that it stays known what stood on an article and when. Without
    a disclaimer it says that the desk had none when the article went public.
    """

    page = models.ForeignKey(
        "news.ArticlePage", on_delete=models.CASCADE, related_name="recorded_wordings"
    )
    place = models.CharField(_("place"), max_length=6, choices=Place.choices)
    disclaimer = models.ForeignKey(
        "news.Disclaimer", on_delete=models.PROTECT, null=True, related_name="records"
    )
    wording = models.ForeignKey(
        "news.DisclaimerWording", on_delete=models.PROTECT, null=True, related_name="records"
    )
    is_desks = models.BooleanField(
        _("the desk's"),
        default=False,
        help_text=_("The article names no disclaimer; this was the desk's standing one."),
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True)

    objects = RecordedWordingQuerySet.as_manager()

    # Places and references are the article's and the disclaimer's business, not a usage of them.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("recorded wording")
        verbose_name_plural = _("recorded wordings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(place=Place.UNDER, until=None),
                name="one_wording_under_an_article",
            ),
            models.UniqueConstraint(
                fields=["page", "disclaimer"],
                condition=Q(place=Place.WITHIN, until=None),
                name="one_wording_of_a_disclaimer_within",
            ),
            models.CheckConstraint(
                condition=Q(disclaimer=None, wording=None, place=Place.UNDER)
                | Q(disclaimer__isnull=False, wording__isnull=False),
                name="wording_recorded_with_its_disclaimer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wording or _('no disclaimer')} ({self.get_place_display()})"
