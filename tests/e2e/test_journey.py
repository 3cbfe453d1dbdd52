"""An editor composes an article, anybody reads it: no shortcut past the browser."""

from __future__ import annotations

import pytest

from tests.article_text import SAMPLE, read_article
from tests.e2e.conftest import NewContext
from tests.e2e.journey import whole_journey


@pytest.mark.journey
def test_editor_composes_an_article_and_a_visitor_reads_it_word_for_word(
    new_context: NewContext,
) -> None:
    whole_journey(new_context, read_article(SAMPLE), "https://example.org/case-studies/")
