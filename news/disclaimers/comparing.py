"""What an article shows beside what an article that is published today takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from news.disclaimers.choosing import Choice, choose, recorded, renewed
from news.models.disclaimers import Disclaimer, DisclaimerWording
from news.models.recorded_wordings import Place

if TYPE_CHECKING:
    from news.models import ArticlePage


@dataclass(frozen=True)
class Shown:
    """A disclaimer's wording at one place of an article; neither where there is none."""

    place: Place
    disclaimer: Disclaimer | None
    wording: DisclaimerWording | None


@dataclass(frozen=True)
class Compared:
    """One place of an article: what stands there, and what it could be moved to, if anything."""

    kept: Shown
    newer: Shown | None


def compared(article: ArticlePage) -> list[Compared]:
    """The places at which something was recorded, the one under the article first."""
    standing = article.desk.disclaimer_id
    found = []
    for kept in recorded(article.pk).all:
        new = renewed(kept, standing)
        differs = new is not None and new.same_text != kept.same_text
        found.append((kept, new if differs else None))
    names = _disclaimers(choice for pair in found for choice in pair if choice)
    places = [
        Compared(_shown(kept, names), _shown(new, names) if new else None) for kept, new in found
    ]
    return sorted(places, key=lambda each: each.kept.place)


def upcoming(article: ArticlePage) -> list[Shown]:
    """What the article, as it is in memory, will take when published beside what it has."""
    kept = {choice.same_text for choice in recorded(article.pk).all}
    new = [choice for choice in choose(article).all if choice.same_text not in kept]
    names = _disclaimers(new)
    return [_shown(choice, names) for choice in new]


def _disclaimers(choices: Iterable[Choice]) -> dict[int, Disclaimer]:
    keys = {choice.disclaimer_id for choice in choices if choice.disclaimer_id}
    return Disclaimer.objects.in_bulk(keys)


def _shown(choice: Choice, names: dict[int, Disclaimer]) -> Shown:
    disclaimer = names.get(choice.disclaimer_id) if choice.disclaimer_id else None
    return Shown(Place(choice.place), disclaimer, choice.wording)
