"""The page this product was first asked for, composed and read word for word."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.article_text import read_article
from tests.e2e.conftest import NewContext
from tests.e2e.journey import whole_journey


@pytest.fixture
def seed() -> Path:
    """The folder that holds the page."""
    return Path(os.environ["NEWSDESK_SHARED"]) / "seed"


@pytest.mark.acceptance
def test_seed_page_is_composed_and_read_word_for_word(new_context: NewContext, seed: Path) -> None:
    article = read_article(next(seed.glob("*.txt")))
    export = next(seed.glob("*.wxr.xml")).read_text(encoding="utf-8")
    address = re.search(rf'<a href="([^"]+)">{re.escape(article.link_label)}</a>', export)
    assert address
    assert article.headline == "More Islamic State defectors speaking out – report"

    whole_journey(new_context, article, address.group(1))
