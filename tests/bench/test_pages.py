"""What the benches search for is as rare and as common as they say."""

from __future__ import annotations

from news.bulk.prose import MIDDLING, RARE, VERY_COMMON
from tests.bench.pages import COMMON_WORD, MIDDLING_WORDS, RARE_WORD


def test_words_searched_for_are_those_that_make_articles_places() -> None:
    assert RARE_WORD in RARE
    assert MIDDLING.keys() >= set(MIDDLING_WORDS)
    assert COMMON_WORD in VERY_COMMON
