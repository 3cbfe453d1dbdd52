"""Invented prose whose words are as rare and as common as a language's words are.

The words follow Zipf's law: the word of rank r comes about 1/r as often as the first. An article
has some 250 words, so that the words of the first ranks stand in most articles, those about rank
450 in one of twenty, and those about rank 23,000 in one of a thousand.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

# Words to search for, and the ranks they take.
VERY_COMMON = {"council": 4, "people": 7, "report": 10}
MIDDLING = {"harbour": 440, "orchard": 460, "railway": 480}
RARE = {"kestrel": 22_000, "lantern": 23_000, "sundial": 24_000}

VOCABULARY_SIZE = 25_000
# The words of the first ranks; those in between are made of syllables.
FUNCTION_WORDS = """
the of and to in for on that with it is as was by are from at be this have had not which or their
an were but has its they more who been will one about would after other when first up into than two
there over new out some last only most so time could if no them also years
"""
SYLLABLES = tuple(
    consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "ea")
)

FIRST_DAY = datetime.date(2005, 1, 1)
DAYS = 20 * 365
# Numbers of words and of parts, from and to.
TITLE = (4, 10)
SUMMARY = (8, 20)
PARAGRAPHS = (3, 6)
SENTENCES = 5
SENTENCE = (7, 15)
AUTHOR = 2
MOST_WORDS = TITLE[1] + SUMMARY[1] + PARAGRAPHS[1] * SENTENCES * SENTENCE[1] + AUTHOR
NOTES = ("mentions violence", "mentions suicide", "describes an accident")


@dataclass(frozen=True)
class Prose:
    """What an article says and when; plain words without signs that mean something in HTML."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]
    shared_on: datetime.date
    content_note: str
    source_author: str
    featured: bool
    source: int
    topics: tuple[int, ...]


def prose(number: int, *, sources: int, topics: int) -> Prose:
    """The article of this number, always the same; source and topics are numbers below those."""
    chance = random.Random(f"article {number}")  # noqa: S311 -- made up, and the same each time
    words, weights = _vocabulary()
    drawn = iter(chance.choices(words, cum_weights=weights, k=MOST_WORDS))

    def sentence(length: int) -> str:
        return " ".join(next(drawn) for _ in range(length)).capitalize()

    def paragraph() -> str:
        return " ".join(f"{sentence(chance.randint(*SENTENCE))}." for _ in range(SENTENCES))

    return Prose(
        title=sentence(chance.randint(*TITLE)),
        summary=f"{sentence(chance.randint(*SUMMARY))}.",
        paragraphs=tuple(paragraph() for _ in range(chance.randint(*PARAGRAPHS))),
        shared_on=FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS)),
        content_note=chance.choice(NOTES) if chance.random() < 0.05 else "",
        source_author=sentence(AUTHOR).title() if chance.random() < 0.5 else "",
        featured=chance.random() < 0.02,
        source=min(int(chance.expovariate(8 / sources)), sources - 1),
        topics=tuple(sorted(chance.sample(range(topics), chance.randint(0, 3)))),
    )


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """The words by rank, and for each the sum of the weights up to it."""
    placed = {rank: word for words in (VERY_COMMON, MIDDLING, RARE) for word, rank in words.items()}
    function_words = iter(FUNCTION_WORDS.split())
    words = [
        placed.get(rank) or next(function_words, None) or _made_up(rank)
        for rank in range(1, VOCABULARY_SIZE + 1)
    ]
    return words, list(accumulate(1 / rank for rank in range(1, VOCABULARY_SIZE + 1)))


def _made_up(rank: int) -> str:
    """A word of three syllables; a different one for each rank."""
    base = len(SYLLABLES)
    # Neighbouring ranks get words that look unlike: the factor shares no divisor with the number.
    number = rank * 7919 % base**3
    return "".join(SYLLABLES[number // base**place % base] for place in range(3))
