"""What a person may be about to type: names and headlines that have what they typed so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.search.engine import find_titles
from core.search.registry import registered
from core.search.snippets import TOKEN, folded
from core.search.terms import SHORTEST_BEGINNING, parse

if TYPE_CHECKING:
    from core.search.registry import Label

MOST = 8
# Names leave room for headlines.
MOST_NAMES = 4
SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """Something to search for, and what it is."""

    text: str
    kind: Label


def suggest(typed: str, user: Any, *, below: str = "") -> list[Suggestion]:
    """At most MOST names and newest headlines that have all the words, the last one as a beginning.

    Only what this person may read; nothing for less than SHORTEST letters. Headlines need a
    beginning of SHORTEST_BEGINNING bytes, as everywhere in the search.
    """
    words = parse(typed)
    if len(words.normal) < SHORTEST:
        return []
    names = _names(words.normal, user)[:MOST_NAMES]
    pages = []
    if len(words.terms[-1].text.encode()) >= SHORTEST_BEGINNING:
        pages = find_titles(words, user, MOST, below=below)
    headlines = [Suggestion(page.title, searchable.kind) for searchable, page in pages]
    return [*names, *headlines][:MOST]


def _names(typed: str, user: Any) -> list[Suggestion]:
    sought = [folded(match[0]) for match in TOKEN.finditer(typed)]
    return [
        Suggestion(name.text, name.kind)
        for searchable in registered()
        for name in searchable.names(user)
        if _has_all(name.text, sought)
    ]


def _has_all(text: str, sought: list[str]) -> bool:
    words = [folded(match[0]) for match in TOKEN.finditer(text)]
    return bool(sought) and all(any(word.startswith(each) for word in words) for each in sought)
