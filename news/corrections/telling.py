"""A correction becomes public with its version, and is taken back only with a reason."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.signals import page_published

from core.locks import lock_pages
from news.corrections.log_actions import TOLD, WITHDRAWN
from news.models import ArticlePage, Correction
from news.models.corrections import corrections_of, one_line

if TYPE_CHECKING:
    from members.models import User


@receiver(page_published, sender=ArticlePage, dispatch_uid="news.correction_told")
def tell_correction(
    instance: ArticlePage, revision: Revision | None = None, **_kwargs: Any
) -> None:
    """In the transaction of the publication, whoever or whatever publishes: today's correction.

    Before aliases follow, which Wagtail has them do afterwards. The last day is noted also without
    a new correction: of two people who publish at once, the second has just written what stood
    there before the first.
    """
    if instance.alias_of_id:
        return  # It follows, with what its page says.
    text = one_line(instance.correction)
    if text:
        told = Correction.objects.create(article=instance, day=timezone.localdate(), text=text)
        log(instance, TOLD, revision=revision, data=_as_logged(told))
    instance.correction = ""
    instance.corrected_on = _note_last_day(instance.pk)


def withdraw(told: Correction, *, user: User, reason: str) -> None:
    """Take back a correction that should not have been told. What it said stays in the log."""
    article = told.article
    lock_pages([article.pk])
    data = _as_logged(told) | {"reason": reason}
    told.delete()
    _note_last_day(article.pk)
    log(article, WITHDRAWN, user=user, data=data)


def _note_last_day(article: int) -> datetime.date | None:
    """For the article, and for the aliases that show it."""
    last: datetime.date | None = corrections_of(article).aggregate(day=Max("day"))["day"]
    shown = ArticlePage.objects.filter(Q(pk=article) | Q(alias_of=article))
    shown.exclude(correction="", corrected_on=last).update(correction="", corrected_on=last)
    return last


def _as_logged(told: Correction) -> dict[str, str]:
    return {"day": told.day.isoformat(), "text": told.text}
