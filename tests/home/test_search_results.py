"""What the search page finds, in which order, and who finds what is restricted."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from core.paging import PAGE_LENGTH
from home.models import HomePage
from news.models import NewsDeskPage
from tests.factories import SourceFactory, StandardPageFactory, TopicFactory, restrict
from tests.home.search_page import add, headlines, page_of

pytestmark = pytest.mark.django_db


def test_page_asks_for_words(client: Client, home_page: HomePage) -> None:
    html = page_of(client)

    assert '<form class="search-form" action="/search/" method="get"' in html
    assert "Type what you are looking for" in html
    assert "Nothing found" not in html


def test_results_show_source_dates_and_the_words_in_the_text(
    client: Client, desk: NewsDeskPage
) -> None:
    add(
        desk,
        "The harbour",
        "The old harbour is open.",
        source=SourceFactory(name="Coastal Gazette"),
        source_published_on="2024-04-30",
    )

    html = page_of(client, q="harbour")

    assert "The <mark>harbour</mark></a>" in html
    assert "The old <mark>harbour</mark> is open." in html
    assert "Coastal Gazette" in html
    assert 'datetime="2024-04-30"' in html
    assert 'datetime="2024-05-01"' in html
    assert '<h2 id="results">1 result</h2>' in html


def test_standard_pages_are_found_with_articles(
    client: Client, desk: NewsDeskPage, home_page: HomePage
) -> None:
    add(desk, "An article", "About libraries.")
    StandardPageFactory(parent=home_page, title="Our libraries", introduction="We have two.")

    assert set(headlines(client, q="libraries")) == {"An article", "Our libraries"}
    assert "We have two." in page_of(client, q="libraries")


def test_nothing_found_says_what_to_do(client: Client, desk: NewsDeskPage) -> None:
    TopicFactory(name="Seafaring", slug="seafaring")

    html = page_of(client, q="xylophone", year="2024")

    assert "Nothing found" in html
    assert "Check the spelling" in html
    assert 'href="?q=xylophone"' in html
    assert 'href="/news-desk/topics/seafaring/"' in html


def test_typing_error_is_forgiven(client: Client, desk: NewsDeskPage) -> None:
    add(desk, "The harbour")

    html = page_of(client, q="harbuor")

    assert headlines(client, q="harbuor") == ["The harbour"]
    assert "Nothing found for <b>harbuor</b>; showing results for <b>harbour</b>." in html
    assert 'href="?q=harbuor&amp;exact=1"' in html
    assert headlines(client, q="harbuor", exact="1") == []


def test_correction_that_finds_nothing_is_not_offered(client: Client, desk: NewsDeskPage) -> None:
    add(desk, "The harbour")
    add(desk, "Orchards")

    assert "showing results for" not in page_of(client, q="harbuor orchards")


@pytest.mark.parametrize("typed", ["cafe ", "café ", "CAFÉ "])
def test_accents_may_be_left_out(client: Client, desk: NewsDeskPage, typed: str) -> None:
    add(desk, "Café")

    assert headlines(client, q=typed) == ["Café"]


def test_results_come_in_pages(client: Client, desk: NewsDeskPage) -> None:
    for number in range(PAGE_LENGTH + 1):
        add(desk, f"Harbour {number:02}", shared_on=f"2024-05-{number + 1:02}")

    first = page_of(client, q="harbour", sort="date")
    second = page_of(client, q="harbour", sort="date", page="2")

    assert f'<h2 id="results">{PAGE_LENGTH + 1} results</h2>' in first
    assert '<link rel="next" href="?q=harbour&amp;sort=date&amp;page=2">' in first
    assert 'rel="prev"' not in first
    assert '<link rel="prev" href="?q=harbour&amp;sort=date">' in second
    assert 'rel="next"' not in second
    assert headlines(client, q="harbour", sort="date", page="2") == ["Harbour 00"]
    assert client.get("/search/", {"q": "harbour", "page": "3"}).status_code == 404


def test_order_is_a_choice(client: Client, desk: NewsDeskPage) -> None:
    add(desk, "The harbour", shared_on="2024-05-01")
    add(desk, "Orchards", "Far from a harbour.", shared_on="2024-05-02")

    assert headlines(client, q="harbour") == ["The harbour", "Orchards"]
    assert headlines(client, q="harbour", sort="date") == ["Orchards", "The harbour"]


@pytest.mark.parametrize("reader", ["nobody", "member", "stranger", "editor"])
def test_restricted_articles_show_to_their_readers_alone(
    client: Client, desk: NewsDeskPage, reader: str, request: pytest.FixtureRequest
) -> None:
    article = add(desk, "Whistleblower", "The harbour by moonlight.", summary="By starlight.")
    restrict(article, "Members")
    SearchPromotion.objects.create(query=Query.get("harbour"), page=article, description="Secret!")
    may_read = reader in ("member", "editor")
    if reader != "nobody":
        client.force_login(request.getfixturevalue(reader))

    for typed in ("harbour", "whistleblower", "whistelblower", "by"):
        html = page_of(client, q=typed)
        assert ("/whistleblower/" in html) is (may_read and typed != "whistelblower"), typed
        shows_text = "moonlight" in html or "starlight" in html
        assert shows_text is (may_read and typed != "whistelblower")
        assert ("Secret!" in html) is (may_read and typed == "harbour")
    offered = client.get("/search/suggest/", {"q": "whistle"}).json()["suggestions"]
    assert [each["text"] for each in offered] == (["Whistleblower"] if may_read else [])
