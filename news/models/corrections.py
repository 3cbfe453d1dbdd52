"""What readers are told of mistakes in articles that were public already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.memory import remember
from core.models import BasePage

# As many characters as a correction may have; one that needs more is a note in the text.
LONGEST = 500


class Correction(models.Model):
    """A correction that readers have been told, and the day on which they were.

    Beside the article, not in its versions: going back to an earlier version must not take back
    what was said about it. Written by publication only (news.corrections), and never changed.
    """

    article = models.ForeignKey(
        "news.ArticlePage", on_delete=models.CASCADE, related_name="corrections"
    )
    day = models.DateField(_("day"))
    text = models.CharField(_("text"), max_length=LONGEST)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        # Newest first: that is the one the line under the headline leads to.
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(text=""), name="correction_says_something")
        ]

    def __str__(self) -> str:
        return f"{date_format(self.day)}: {self.text}"


class Correctable(BasePage):
    """A page whose readers are told what was wrong with it once it had been public."""

    correction = models.CharField(
        _("correction"),
        max_length=LONGEST,
        blank=True,
        help_text=_(
            "What was wrong, and what is right: “An earlier version said that nine libraries would "
            "close. It is seven.” Spelling mistakes need none. It is published together with this "
            "version, under the day of that, and then stays as it is."
        ),
    )
    corrected_on = models.DateField(
        _("last corrected on"), null=True, editable=False, db_index=True
    )

    # What was wrong with a page was not wrong with its copy, which nobody has read yet.
    exclude_fields_in_copy: ClassVar[list[str]] = ["correction", "corrected_on"]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Keep the correction on one line. Refuse to say the same again."""
        super().clean()
        self.correction = one_line(self.correction)
        told = self._told_before(self.correction)
        if told:
            raise ValidationError(
                {
                    "correction": _(
                        "Readers have been told exactly this since %(day)s. Please say what is "
                        "different now, or leave this empty."
                    )
                    % {"day": date_format(told.day)}
                }
            )

    def with_content_json(self, content: Mapping[str, Any]) -> Self:
        """An earlier or later version of the page, with what is true of it in every version.

        The version that a correction was published with still has its text; taken up again, it
        would be told twice. And a page that nobody could read has nothing to correct.
        """
        version: Self = super().with_content_json(content)
        version.corrected_on = self.corrected_on
        if not self.first_published_at or self._told_before(one_line(version.correction)):
            version.correction = ""
        return version

    @property
    def was_public(self) -> bool:
        """Whether anybody could ever read it; a version may not know, nor know better."""
        stored = type(self)._default_manager.filter(pk=self.pk)
        return bool(self.pk) and stored.filter(first_published_at__isnull=False).exists()

    @property
    def corrected_page(self) -> int:
        """The key of the page that was corrected: an alias shows another one."""
        return self.alias_of_id or self.pk

    @cached_property
    def told_corrections(self) -> list[Correction]:
        """The corrections that stand under the text, newest first.

        In a preview also the one that is about to be published, under today's date: the page that
        readers get has none to come.
        """
        told = self._told() if self.corrected_on else []
        if coming := one_line(self.correction):
            return [Correction(day=timezone.localdate(), text=coming), *told]
        return told

    def _told(self) -> list[Correction]:
        # Few articles have any, and a change of any page makes all of this forgotten.
        return remember(
            ("corrections", self.corrected_page), lambda: list(corrections_of(self.corrected_page))
        )

    def _told_before(self, text: str) -> Correction | None:
        return corrections_of(self.corrected_page).filter(text=text).first() if text else None


def corrections_of(article: int) -> models.QuerySet[Correction]:
    """What readers of the article with this key have been told, newest first."""
    return Correction.objects.filter(article=article)


def fetch_told(articles: Iterable[Correctable]) -> None:
    """Fetch the corrections of all these for the price of one; none where none has any."""
    corrected = [article for article in articles if article.corrected_on]
    told_of = defaultdict(list)
    if corrected:
        pages = {article.corrected_page for article in corrected}
        for told in Correction.objects.filter(article__in=pages):
            told_of[told.article_id].append(told)
    for article in corrected:
        article.told_corrections = told_of[article.corrected_page]


def one_line(text: str) -> str:
    """A correction as it is told: without breaks and blanks that say nothing."""
    return " ".join(text.split())
