"""The search page and its suggestions, as a visitor meets them."""

from __future__ import annotations

import json
import re
from typing import Any

import html5lib
import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from core.paging import PAGE_LENGTH
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

BUDGET = 10


def add(desk: NewsDeskPage, title: str, text: str = "", **fields: Any) -> ArticlePage:
    """An article with a text."""
    body = [{"type": "paragraph", "value": f"<p>{text}</p>"}] if text else []
    return ArticlePageFactory(parent=desk, title=title, body=body, **fields)


def page_of(client: Client, **query: Any) -> str:
    """The page's HTML, which is well-formed."""
    response = client.get("/search/", query)
    assert response.status_code == 200
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def headlines(client: Client, **query: Any) -> list[str]:
    """The results' headlines, without marks."""
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", page_of(client, **query))
    return [re.sub(r"</?mark>", "", headline) for headline in found]


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


def test_filters_combine_and_stay_chosen(client: Client, desk: NewsDeskPage) -> None:
    boats = TopicFactory(name="Boats")
    paper = SourceFactory(name="Gazette")
    both = add(desk, "Both harbours", source=paper, shared_on="2015-09-03")
    both.topics = [boats]
    both.save()
    other = add(desk, "Other harbour", shared_on="2015-09-04")
    other.topics = [boats]
    other.save()
    add(desk, "Third harbour", source=paper, shared_on="2016-08-04")

    def found(**query: str) -> set[str]:
        return set(headlines(client, q="harbour", **query))

    assert found(topic="boats") == {"Both harbours", "Other harbour"}
    assert found(source="gazette") == {"Both harbours", "Third harbour"}
    assert found(year="2015") == {"Both harbours", "Other harbour"}
    assert found(month="8") == {"Third harbour"}
    assert found(topic="boats", source="gazette", year="2015", month="9") == {"Both harbours"}
    assert found(topic="boats", year="2016") == set()
    html = page_of(client, q="harbour", topic="boats", year="2015")
    assert '<option value="boats" selected>Boats</option>' in html
    assert '<option value="2015" selected>2015</option>' in html
    assert 'href="?q=harbour&amp;topic=boats&amp;year=2015&amp;sort=date"' in html


def test_empty_filters_are_none(client: Client, desk: NewsDeskPage) -> None:
    add(desk, "The harbour")

    assert headlines(client, q="harbour", topic="", source="", year="", month="", sort="") == [
        "The harbour"
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"topic": "no-such"},
        {"source": "no-such"},
        {"year": "abc"},
        {"year": "0"},
        {"year": "99999"},
        {"year": "２０１５"},
        {"month": "13"},
        {"month": "0"},
        {"month": "-1"},
        {"sort": "size"},
        {"page": "abc"},
        {"page": "0"},
        {"page": "1000000000"},
        {"page": "2"},
    ],
)
def test_what_there_is_not_is_not_found(
    client: Client, desk: NewsDeskPage, query: dict[str, str]
) -> None:
    add(desk, "The harbour")

    assert client.get("/search/", {"q": "harbour"} | query).status_code == 404


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


def test_promoted_results_stand_first(client: Client, desk: NewsDeskPage) -> None:
    article = add(desk, "Membership")
    query = Query.get("How to Join")
    SearchPromotion.objects.create(query=query, page=article, description="Start here.")
    SearchPromotion.objects.create(
        query=query,
        external_link_url="https://example.org/?a=1&b=2",
        external_link_text="Our <friends>",
        sort_order=1,
    )

    for typed in ("how to join", "HOW  to join ", '"how to join"'):
        html = page_of(client, q=typed)
        assert html.index("Start here.") < html.index('id="results"')
        assert f'<a href="{article.url}">Membership</a>' in html
        assert '<a href="https://example.org/?a=1&amp;b=2">Our &lt;friends&gt;</a>' in html
    assert "Recommended" not in page_of(client, q="how to")


def test_promoted_result_changes_at_once(client: Client, home_page: HomePage) -> None:
    promotion = SearchPromotion.objects.create(
        query=Query.get("join"), external_link_url="https://a.example/", external_link_text="One"
    )
    assert "One</a>" in page_of(client, q="join")

    promotion.external_link_text = "Two"
    promotion.save()
    assert "Two</a>" in page_of(client, q="join")

    promotion.delete()
    assert "Two</a>" not in page_of(client, q="join")


def test_promoted_page_that_is_offline_is_left_out(client: Client, desk: NewsDeskPage) -> None:
    article = add(desk, "Membership", live=False)
    SearchPromotion.objects.create(query=Query.get("join"), page=article)

    assert "Membership" not in page_of(client, q="join")


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_editors_and_administrators_manage_promoted_results(
    client: Client, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))

    for path in ("/admin/searchpicks/", "/admin/searchpicks/add/"):
        assert client.get(path).status_code == 200


def test_hostile_words_are_shown_as_text(client: Client, desk: NewsDeskPage) -> None:
    add(desk, "The harbour")

    for typed in ('"><script>alert(1)</script>', "<b>harbour", "{{ x }}", "%3Cscript%3E", "a\0b"):
        response = client.get("/search/", {"q": typed})
        assert response.status_code in (200, 400), typed
        assert "<script>alert" not in response.content.decode()
        assert "<b>harbour" not in response.content.decode().replace("<b>&lt;b&gt;", "")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    typed=st.text(max_size=220),
    page=st.sampled_from(["1", "2", "x"]),
    sort=st.sampled_from(["", "date", "x"]),
)
def test_no_request_is_an_error(
    client: Client, home_page: HomePage, typed: str, page: str, sort: str
) -> None:
    for path in ("/search/", "/search/suggest/"):
        response = client.get(path, {"q": typed, "page": page, "sort": sort})
        assert response.status_code in (200, 400, 404)


def test_answer_is_for_caches_and_not_for_search_engines(
    client: Client, desk: NewsDeskPage
) -> None:
    response = client.get("/search/", {"q": "harbour"})

    assert not response.cookies
    assert "private" not in response.get("Cache-Control", "")
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_only_reading_is_allowed(client: Client, home_page: HomePage) -> None:
    assert client.post("/search/", {"q": "x"}).status_code == 405
    assert client.post("/search/suggest/", {"q": "x"}).status_code == 405


def test_every_page_leads_to_the_search(client: Client, desk: NewsDeskPage) -> None:
    for path in ("/", "/news-desk/", "/account/login/"):
        assert 'href="/search/"' in client.get(path).content.decode()


def suggested(client: Client, typed: str) -> HttpResponse:
    """The answer to what was typed so far."""
    response: Any = client.get("/search/suggest/", {"q": typed})
    assert response.status_code == 200
    return response


def test_suggestions_are_kept_a_minute_for_everybody(client: Client, desk: NewsDeskPage) -> None:
    add(desk, "Harbour < &amp; >")

    response = suggested(client, "harb")

    assert response.headers["Content-Type"] == "application/json"
    assert "public" in response.headers["Cache-Control"]
    assert "max-age=60" in response.headers["Cache-Control"]
    assert not response.cookies
    assert json.loads(response.content) == {
        "suggestions": [{"text": "Harbour < &amp; >", "kind": "Article"}]
    }


def test_suggestions_for_somebody_signed_in_are_kept_from_others(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    client.force_login(member)

    assert "private" in suggested(client, "harb").headers["Cache-Control"]


QUERIES = {
    "few": "?q=harbour",
    "by date": "?q=harbour&sort=date",
    "filtered": "?q=harbour&year=2024",
    "corrected": "?q=harbuor",
    "promoted": "?q=boats",
    "nothing": "?q=xylophone",
    "nothing asked": "",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_page_costs_the_same_with_few_and_many_hits(
    client: Client, desk: NewsDeskPage, home_page: HomePage, query: str
) -> None:
    def fill(*numbers: int) -> None:
        for number in numbers:
            article = add(desk, f"The harbour {number}", "Of boats.", shared_on="2024-05-01")
            article.topics = [TopicFactory()]
            article.save()
            StandardPageFactory(
                parent=home_page, title=f"Harbour {number}", introduction="Of boats."
            )

    restrict(add(desk, "Restricted harbour"), "Members")
    fill(1)
    SearchPromotion.objects.create(query=Query.get("boats"), page=home_page)
    with_few = queries_of(client, f"/search/{query}")
    fill(*range(2, 15))
    with_many = queries_of(client, f"/search/{query}")

    assert len(with_many) == len(with_few) <= BUDGET


def test_suggestions_cost_the_same_with_few_and_many_hits(
    client: Client, desk: NewsDeskPage
) -> None:
    add(desk, "The harbour")
    with_few = queries_of(client, "/search/suggest/?q=harb")
    for number in range(20):
        add(desk, f"The harbour {number}")

    assert len(queries_of(client, "/search/suggest/?q=harb")) == len(with_few) <= BUDGET
