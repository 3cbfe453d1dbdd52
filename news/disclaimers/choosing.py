"""Which wordings an article shows, and which it would take if it went public now.

What it shows is what was recorded when it went public. As long as it names the same disclaimer it
keeps that; a disclaimer that it names anew comes with the wording in force. Where it names none, it
takes the desk's standing one and keeps it, whatever the desk's is later.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from core.shelf import references
from news.models.disclaimers import (
    Disclaimer,
    DisclaimerWording,
    all_wordings,
    wording_in_force,
)
from news.models.recorded_wordings import COLUMNS, Place, RecordedWording

if TYPE_CHECKING:
    from news.models import ArticlePage


@dataclass(frozen=True)
class Choice:
    """What stands at one place of an article; without a disclaimer nothing does, on purpose."""

    place: str
    disclaimer_id: int | None
    wording_id: int | None
    is_desks: bool = False

    @property
    def wording(self) -> DisclaimerWording | None:
        """The wording, out of memory."""
        return all_wordings().get(self.wording_id) if self.wording_id else None

    @property
    def same_text(self) -> tuple[str, int | None, int | None]:
        """Equal for choices between which a reader sees no difference."""
        return self.place, self.disclaimer_id, self.wording_id


class Choices:
    """What stands on one article, at all its places."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self.all = tuple(choices)

    @cached_property
    def under(self) -> Choice | None:
        """What stands under the article; None where nothing was ever recorded."""
        return next((each for each in self.all if each.place == Place.UNDER), None)

    @cached_property
    def within(self) -> dict[int | None, Choice]:
        """What stands within its text, by disclaimer."""
        return {each.disclaimer_id: each for each in self.all if each.place == Place.WITHIN}


def recorded(page_id: int | None) -> Choices:
    """What an article took when it went public; nothing if it never did."""
    if page_id is None:
        return Choices(())
    rows = RecordedWording.objects.standing().filter(page=page_id).values_list(*COLUMNS)
    return from_rows(rows)


def from_rows(rows: Iterable[Sequence[object]]) -> Choices:
    """The choices that these values of COLUMNS stand for."""
    return Choices(
        Choice(str(place), disclaimer, wording, bool(is_desks))  # type: ignore[arg-type]  # columns
        for place, disclaimer, wording, is_desks in rows
    )


def choose(article: ArticlePage, day: datetime.date | None = None) -> Choices:
    """What the article would show if it went public now, or on that day, as it is in memory."""
    if article.alias_of_id:
        return recorded(article.alias_of_id)
    return _choose(article, recorded(article.pk), day)


def choose_first(article: ArticlePage, day: datetime.date) -> Choices:
    """The same for an article of which nothing is recorded yet, without asking."""
    return _choose(article, Choices(()), day)


def _choose(article: ArticlePage, kept: Choices, day: datetime.date | None) -> Choices:
    under = _choose_under(article, kept.under, day)
    return Choices([*([under] if under else ()), *choose_within(article, kept, day)])


def renewed(choice: Choice, standing: int | None) -> Choice | None:
    """What would stand at this place if it were taken today, on a desk with this disclaimer.

    None where the disclaimer has no wording in force.
    """
    key = standing if choice.is_desks else choice.disclaimer_id
    if key is None:
        return Choice(Place.UNDER, None, None, is_desks=True)
    return _in_force(choice.place, key, None, is_desks=choice.is_desks)


def choose_within(
    article: ArticlePage, kept: Choices, day: datetime.date | None = None
) -> list[Choice]:
    """What its text would show: what it has kept, else the wordings in force."""
    found = [
        kept.within.get(key) or _in_force(Place.WITHIN, key, day) for key in named_within(article)
    ]
    return [choice for choice in found if choice]


def named_within(article: ArticlePage) -> list[int]:
    """The disclaimers that stand within the article's text, without fetching any."""
    body = article.body
    found = references(body.stream_block, body.get_prep_value())
    return list(dict.fromkeys(key for model, key in found if model is Disclaimer))


def _choose_under(
    article: ArticlePage, kept: Choice | None, day: datetime.date | None
) -> Choice | None:
    named = article.disclaimer_id
    if kept and (kept.is_desks if named is None else kept.disclaimer_id == named):
        return Choice(Place.UNDER, kept.disclaimer_id, kept.wording_id, is_desks=named is None)
    if named is not None:
        return _in_force(Place.UNDER, named, day)
    standing = article.desk.disclaimer_id
    if standing is None:
        return Choice(Place.UNDER, None, None, is_desks=True)
    if kept and kept.disclaimer_id == standing:
        return Choice(Place.UNDER, standing, kept.wording_id, is_desks=True)
    return _in_force(Place.UNDER, standing, day, is_desks=True)


def _in_force(
    place: str, disclaimer_id: int, day: datetime.date | None, *, is_desks: bool = False
) -> Choice | None:
    """Nothing as long as no wording is in force; it is then taken at a later publication."""
    wording = wording_in_force(disclaimer_id, day)
    return Choice(place, disclaimer_id, wording.pk, is_desks) if wording else None
