"""Topics that a text may be about, among those the site has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from core.search.snippets import folded
from news import catalogue
from news.models.topics import Topic

SUGGESTED = 5
# Long texts say at their beginning what they are about.
READ = 30_000
WEIGHTS = {"headline": 5, "summary": 3, "text": 1}
# A topic named once in passing is not what a text is about.
ENOUGH = 2

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to"]
)
_EITHER = re.compile(r"\band\b|\bor\b|[,;/&]")
_ENDINGS = re.compile(r"(?:ies|ing|ed|ions?|es|s|y|e)$")
# What an ending may not cut into.
SHORTEST_STEM = 4


def stem(word: str) -> str:
    """The word without the ending that number or tense gave it: "libraries" is "librar"."""
    cut = _ENDINGS.sub("", word)
    if len(cut) < SHORTEST_STEM:
        return word.removesuffix("s") if len(word) > SHORTEST_STEM - 1 else word
    return cut


def suggest_topics(texts: Mapping[str, str]) -> list[Topic]:
    """The topics whose words stand in the texts, those that stand there most often first.

    The texts are called headline, summary and text; a word in the headline counts for most.
    """
    counted: Counter[str] = Counter()
    for name, weight in WEIGHTS.items():
        for word in _stems(texts.get(name, "")[:READ]):
            counted[word] += weight
    scored = [(_score(topic, counted), topic) for topic in catalogue.topics().values()]
    likely = [each for each in scored if each[0] >= ENOUGH]
    likely.sort(key=lambda each: (-each[0], each[1].name.casefold()))
    return [topic for _score, topic in likely[:SUGGESTED]]


def _score(topic: Topic, counted: Counter[str]) -> int:
    """How often the topic is named; “Reading and health” is a name for both and for either."""
    names = (_stems(part) for part in _EITHER.split(folded(topic.name)))
    return max(
        (
            min(counted[word] for word in words)
            for name in names
            if (words := [each for each in name if each not in _SMALL])
        ),
        default=0,
    )


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(folded(text))]
