"""What a person typed, taken apart: words, phrases, and a last word that may not be complete.

Nothing a person types is syntax to a database: operators, brackets and signs are part of the words
or stand between them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

MAX_LENGTH = 200
MAX_TERMS = 12
# Bytes from which on a word may be the beginning of another one: three letters, or one sign of a
# script that writes a word with one. Fewer begin so many words that all texts would be read.
SHORTEST_BEGINNING = 3

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


@dataclass(frozen=True)
class Term:
    """A word as it stands between blanks, or a phrase; `begins` where it may go on."""

    text: str
    is_phrase: bool = False
    begins: bool = False


@dataclass(frozen=True)
class Words:
    """What is searched for; every term has to be found."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        """As a person would type it."""
        return " ".join(f'"{term.text}"' if term.is_phrase else term.text for term in self.terms)

    @property
    def normal(self) -> str:
        """The same for all ways of typing the same words."""
        return " ".join(term.text for term in self.terms).lower()

    def complete(self) -> Words:
        """The same words with none that may go on."""
        return Words(tuple(replace(term, begins=False) for term in self.terms))


def parse(typed: str) -> Words:
    """Take apart what a person typed; never fails, and gives no terms where there are no words.

    The last word is a beginning while nobody typed a blank or a quotation mark after it. A
    quotation mark without another one counts for nothing.
    """
    text = _cleaned(typed)
    parts = text.split('"')
    is_balanced = len(parts) % 2 == 1
    terms: list[Term] = []
    for position, part in enumerate(parts):
        if position % 2 == 1 and (is_balanced or position < len(parts) - 1):
            terms.append(Term(" ".join(part.split()), is_phrase=True))
        else:
            terms.extend(Term(chunk) for chunk in part.split())
    terms = [term for term in terms if any(map(str.isalnum, term.text))][:MAX_TERMS]
    if terms and text.endswith(terms[-1].text):
        terms[-1] = replace(terms[-1], begins=_may_go_on(terms[-1]))
    return Words(tuple(terms))


def _cleaned(typed: str) -> str:
    """In composed letters, as texts are written, and without what is no character."""
    text = unicodedata.normalize("NFC", typed[: 2 * MAX_LENGTH]).translate(QUOTES)
    return "".join(
        " " if unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} else character
        for character in text[:MAX_LENGTH]
    )


def _may_go_on(term: Term) -> bool:
    return (
        not term.is_phrase
        and term.text[-1].isalnum()
        and len(term.text.encode()) >= SHORTEST_BEGINNING
    )
