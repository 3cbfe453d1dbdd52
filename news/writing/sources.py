"""Sources found by a few typed letters, the nearly identical ones first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from wagtail.permissions import policy_registry

from core.search.snippets import folded
from news import catalogue
from news.models.articles import ArticlePage
from news.models.sources import Source

if TYPE_CHECKING:
    from members.models import User

OFFERED = 8
# Of how many articles the latest sources are taken.
LOOKED_AT = 60
# Of 100; lets one letter of six differ.
NEARLY_THE_SAME = 82
# Shorter ones are near to anything.
FEWEST_LETTERS = 4

_ARTICLES = re.compile(r"^(?:the|a|an)\s+(?=\S)")


def may_add_sources(user: User | None) -> bool:
    """Whether the person may make a source that is not there yet."""
    return bool(user and policy_registry.get_by_type(Source).user_has_permission(user, "add"))


def key_of(name: str) -> str:
    """What makes two names the same to a reader: “The B.B.C.” is “BBC”."""
    return re.sub(r"[\W_]+", "", _ARTICLES.sub("", folded(name.strip()).replace("&", "and")))


def find_sources(typed: str) -> list[Source]:
    """The sources that may be meant, likeliest first; without a letter the lately used ones."""
    known = catalogue.sources().values()
    if not typed.strip():
        return _lately_used()
    key, words = key_of(typed), _words(typed)
    ranked = [(rank, source) for source in known if (rank := _rank(source, key, words)) is not None]
    ranked.sort(key=lambda each: each[0])
    return [source for _rank_of_it, source in ranked[:OFFERED]]


def source_named(typed: str) -> Source | None:
    """The one source that is called so, letter by letter or else in any spelling of the same."""
    known = list(catalogue.sources().values())
    spelled = typed.strip().casefold()
    exact = [source for source in known if source.name.casefold() == spelled]
    same = exact or [source for source in known if key_of(source.name) == key_of(typed)]
    return same[0] if len(same) == 1 else None


def _rank(source: Source, key: str, words: list[str]) -> tuple[int, float, str] | None:
    """The place among the hits: the kind of likeness first, then its degree."""
    name = key_of(source.name)
    if not key:
        return None
    if name == key:
        return (0, 0, name)
    if name.startswith(key):
        return (1, len(name), name)
    own = _words(source.name)
    if all(any(each.startswith(word) for each in own) for word in words):
        return (2, 0, name)
    if key.startswith(name):
        return (3, -len(name), name)
    if key == _initials(own) or name == _initials(words):
        return (4, 0, name)
    likeness = fuzz.ratio(name, key) if len(key) >= FEWEST_LETTERS else 0
    if likeness >= NEARLY_THE_SAME or key in name:
        return (5, -likeness, name)
    return None


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", folded(name).replace(".", ""))


def _lately_used() -> list[Source]:
    known = catalogue.sources()
    newest: Iterable[int | None] = ArticlePage.objects.order_by("-pk").values_list(
        "source_id", flat=True
    )[:LOOKED_AT]
    used = dict.fromkeys(key for key in newest if key in known)
    return [known[key] for key in list(used)[:OFFERED] if key is not None]
