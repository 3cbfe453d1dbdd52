"""By what a second article on the same piece is found."""

from __future__ import annotations

import pytest

from news.writing.digests import digest_of_address, digest_of_headline

PAGE = "https://www.example.org/news/a-village?id=7"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/news/a-village?id=7",
        "https://EXAMPLE.org/news/a-village/?id=7",
        "https://m.example.org/news/a-village?id=7#comments",
        "https://www.example.org:443/news/a-village?utm_source=x&id=7&utm_medium=y&fbclid=z",
        "  www.example.org/news/a-village?id=7 ",
        "https://amp.example.org/news/a-village?id=7&gclid=1",
        "https://example.org/news/a%2Dvillage?id=7",
    ],
)
def test_addresses_of_one_page_have_one_digest(address: str) -> None:
    assert digest_of_address(address) == digest_of_address(PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/news/a-village?id=8",
        "https://www.example.org/news/a-village",
        "https://www.example.com/news/a-village?id=7",
        "https://www.example.org:8443/news/a-village?id=7",
        "https://www.example.org/News/a-village?id=7",
    ],
)
def test_addresses_of_other_pages_have_others(address: str) -> None:
    assert digest_of_address(address) != digest_of_address(PAGE)


@pytest.mark.parametrize(
    "address", ["", "   ", "nonsense", "javascript:alert(1)", "http://[", "mailto:a@example.org"]
)
def test_what_is_no_web_address_has_none(address: str) -> None:
    assert digest_of_address(address) == ""


def test_headlines_of_the_same_words_have_one_digest() -> None:
    one = digest_of_headline("“A village’s bookshop” – bought!")

    assert one
    assert one == digest_of_headline("a village's bookshop bought")
    assert one != digest_of_headline("a village's bookshop sold")


@pytest.mark.parametrize("headline", ["", "  ", "Editorial", "…"])
def test_headline_of_one_word_says_too_little(headline: str) -> None:
    assert digest_of_headline(headline) == ""
