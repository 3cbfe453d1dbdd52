"""Write down beside an article which wordings it took when it went public."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from core.locks import lock_pages
from news.disclaimers.choosing import Choice, Choices, choose
from news.models.recorded_wordings import Place, RecordedWording

if TYPE_CHECKING:
    from news.models import ArticlePage


def record(article: ArticlePage, day: datetime.date | None = None) -> None:
    """Record what the article takes, as it is in memory and live; what it has taken it keeps.

    With a day, what it does not have yet is what was in force then. Calling it again changes
    nothing.
    """
    with transaction.atomic():
        lock_pages([article.pk])
        replace(article.pk, choose(article, day).all)
    article.forget_wordings()


def backdate(article: ArticlePage, day: datetime.date) -> None:
    """Record what the article would have taken on a day in the past: it was public before it came
    here, and nobody has seen it with what it took at its publication."""
    with transaction.atomic():
        lock_pages([article.pk])
        RecordedWording.objects.filter(page=article.pk).delete()
        record(article, day)
        article.read_body()
        type(article).objects.filter(pk=article.pk).update(
            plain_text=article.plain_text, word_count=article.word_count
        )


def replace(page_id: int, chosen: Iterable[Choice]) -> bool:
    """End what no longer stands on the page, begin what does now; whether anything changed.

    Call it with the page locked.
    """
    now = timezone.now()
    wanted = {choice.same_text: choice for choice in chosen}
    changed = False
    for row in RecordedWording.objects.standing().filter(page=page_id):
        choice = wanted.pop((row.place, row.disclaimer_id, row.wording_id), None)
        if choice is None:
            row.until = now
            row.save(update_fields=["until"])
            changed = True
        elif row.is_desks != choice.is_desks:
            row.is_desks = choice.is_desks
            row.save(update_fields=["is_desks"])
    for choice in wanted.values():
        RecordedWording.objects.get_or_create(
            page_id=page_id,
            until=None,
            **_unique(choice),
            defaults=_values(choice, now),
        )
        changed = True
    return changed


def rows_of(page_id: int, choices: Choices, moment: datetime.datetime) -> list[RecordedWording]:
    """The records of a page that has none yet, to be written together with many others."""
    return [RecordedWording(page_id=page_id, **_values(each, moment)) for each in choices.all]


def _unique(choice: Choice) -> dict[str, Any]:
    """What one page can have only one of."""
    if choice.place == Place.UNDER:
        return {"place": choice.place}
    return {"place": choice.place, "disclaimer_id": choice.disclaimer_id}


def _values(choice: Choice, moment: datetime.datetime) -> dict[str, Any]:
    return {
        "place": choice.place,
        "disclaimer_id": choice.disclaimer_id,
        "wording_id": choice.wording_id,
        "is_desks": choice.is_desks,
        "since": moment,
    }
