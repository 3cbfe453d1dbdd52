"""What writing an article asks of an editor: no more clicks than it did."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.article_text import SAMPLE, read_article, squeezed
from tests.bench.writing import MOST_CLICKS, Hand, empty_page, write_article
from tests.e2e.conftest import be_signed_in
from tests.e2e.journey import EDITOR


def test_article_is_written_with_few_clicks(page: Page) -> None:
    # Others publish the same article on this site: it takes an address and a source of its own.
    article = replace(
        read_article(SAMPLE),
        headline="Night buses, written with few clicks",
        source="The Courier of Few Clicks",
    )
    be_signed_in(page, EDITOR)
    empty_page(page)
    hand = Hand(page, pace=0)

    address = write_article(hand, article)

    assert hand.clicks <= MOST_CLICKS
    assert hand.pastes == 4
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(article.headline)
    text = squeezed(page.get_by_role("main").inner_text())
    parts = [
        *article.before,
        article.quotations_heading,
        *(each.line for each in article.quotations),
        article.link_label,
        *article.after,
    ]
    places = [text.find(squeezed(part)) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)
