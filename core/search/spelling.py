"""Forgive typing errors: words nobody may have meant are replaced by the nearest known ones.

Known are the words of headlines that everybody may read, and of names that everybody is told of.
Whoever may read more is corrected by the same words, so that no correction says what is behind a
restriction.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

from django.contrib.auth.models import AnonymousUser
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.memory import remember
from core.search.registry import Searchable, registered
from core.search.snippets import TOKEN, folded
from core.search.terms import Term, Words

# Reading them takes time once after each change; older headlines have few words of their own.
MOST_HEADLINES = 20_000
# Shorter words have too many neighbours.
SHORTEST = 4
LONG = 7


def correct(words: Words, *, below: str = "") -> Words | None:
    """The words with the unknown ones replaced; None where there is nothing to replace."""
    known = _known_words(below)
    terms = tuple(_correct(term, known) for term in words.terms)
    return None if terms == words.terms else Words(terms)


def _correct(term: Term, known: dict[str, str]) -> Term:
    text = TOKEN.sub(lambda match: _nearest(match[0], known) or match[0], term.text)
    # What was put in is a whole word.
    return term if text == term.text else replace(term, text=text, begins=False)


def _nearest(word: str, known: dict[str, str]) -> str | None:
    """The word as it is written where it is known; None where there is none near."""
    sought = folded(word)
    if sought in known:
        # Written with other accents, which PostgreSQL's index tells apart.
        return known[sought] if known[sought] != word.lower() else None
    if len(sought) < SHORTEST:
        return None
    # Turned-round neighbours count as one error. Of equally near words the most frequent one, which
    # stands first, is taken.
    nearest = process.extractOne(
        sought, known.keys(), scorer=OSA.distance, score_cutoff=2 if len(sought) >= LONG else 1
    )
    return known[nearest[0]] if nearest else None


def _known_words(below: str) -> dict[str, str]:
    """All known words as they are written, by their folded form; the most frequent first."""
    return remember(("words of headlines", below), lambda: _read_words(below))


def _read_words(below: str) -> dict[str, str]:
    texts = chain.from_iterable(
        [*_headlines(searchable, below), *(name.text for name in searchable.names(AnonymousUser()))]
        for searchable in registered()
    )
    written = Counter(match[0].lower() for text in texts for match in TOKEN.finditer(text))
    known: dict[str, str] = {}
    for word, _number in written.most_common():
        known.setdefault(folded(word), word)
    return known


def _headlines(searchable: Searchable, below: str) -> list[str]:
    pages = searchable.model.objects.live().visible_to(AnonymousUser())
    pages = pages.filter(path__startswith=below)
    newest = pages.order_by(searchable.day.desc(), "-pk")
    return list(newest.values_list("title", flat=True)[:MOST_HEADLINES])
