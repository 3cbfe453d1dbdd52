"""What is searched for is known to nobody until many looked for it."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion

from core.search import parse
from home.models import SearchCount
from home.search.popular import count_search, searches, tell_popular_searches
from members.models import User

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    searches._pending.clear()


def counted() -> dict[str, int]:
    """What was counted today."""
    searches.write()
    return dict(SearchCount.objects.values_list("words", "hits"))


def searched(words: str, *hits: int) -> None:
    """Let people have searched for it today, yesterday, the day before and so on."""
    for days, number in enumerate(hits):
        if number:
            day = timezone.localdate() - days * A_DAY
            SearchCount.objects.create(day=day, words=words, hits=number)


def known() -> dict[str, int]:
    """What editors see, with the number of searches."""
    return {query.query_string: query.hits for query in Query.objects.all()}


def test_search_is_counted_whichever_way_it_was_typed(client: Client) -> None:
    for typed in ("Annual  Report", '"annual report"', " annual report "):
        client.get("/search/", {"q": typed})

    assert counted() == {"annual report": 3}


@pytest.mark.parametrize(
    "query",
    [
        {"q": ""},
        {"q": "!!"},
        {"q": "harbour", "sort": "date"},
        {"q": "harbour", "year": "2020"},
        {"q": "harbour", "exact": "1"},
    ],
)
def test_nothing_looking_again_and_narrowing_are_not_counted(
    client: Client, query: dict[str, str]
) -> None:
    client.get("/search/", query)

    assert counted() == {}


def test_leafing_and_nonsense_are_not_counted(client: Client) -> None:
    client.get("/search/", {"q": "harbour", "page": "2"})
    client.get("/search/", {"q": "harbour", "topic": "no such"})
    client.head("/search/", {"q": "harbour"})

    assert counted() == {}


def test_robots_are_not_counted(client: Client) -> None:
    client.get("/search/", {"q": "harbour"}, headers={"User-Agent": "Examplebot/1.0"})

    assert counted() == {}


def test_long_words_are_cut() -> None:
    count_search(parse("x" * 200))

    assert counted() == {"x" * 100: 1}


def test_five_searches_on_three_days_are_known() -> None:
    searched("harbour", 1, 1, 3)

    assert tell_popular_searches() == 3

    assert known() == {"harbour": 5}
    assert QueryDailyHits.objects.count() == 3


@pytest.mark.parametrize("hits", [(100, 100), (2, 1, 1), (4,), (0, 0)])
def test_fewer_searches_or_days_are_not_known(hits: tuple[int, ...]) -> None:
    searched("edith editor", *hits)

    assert tell_popular_searches() == 0

    assert known() == {}


def test_telling_again_changes_nothing() -> None:
    searched("harbour", 1, 1, 3)
    tell_popular_searches()

    assert tell_popular_searches() == 0

    assert known() == {"harbour": 5}


def test_later_searches_are_added() -> None:
    searched("harbour", 1, 1, 3)
    tell_popular_searches()
    SearchCount.objects.filter(day=timezone.localdate()).update(hits=4)

    assert tell_popular_searches() == 1

    assert known() == {"harbour": 8}


def test_old_days_go_and_with_them_what_is_no_longer_searched() -> None:
    old = timezone.localdate() - 91 * A_DAY
    SearchCount.objects.create(day=old, words="old", hits=9)
    QueryDailyHits.objects.create(query=Query.get("old"), date=old, hits=9)
    kept = timezone.localdate() - 90 * A_DAY
    SearchCount.objects.create(day=kept, words="kept", hits=9)

    tell_popular_searches()

    assert known() == {}
    assert list(SearchCount.objects.values_list("words", flat=True)) == ["kept"]


def test_what_nobody_asked_again_goes_after_a_week() -> None:
    searched("once, a week ago", *[0] * 7, 1)
    searched("once, longer ago", *[0] * 8, 1)
    searched("twice, longer ago", *[0] * 8, 1, 1)

    tell_popular_searches()

    kept = set(SearchCount.objects.values_list("words", flat=True))
    assert kept == {"once, a week ago", "twice, longer ago"}


def test_words_with_promoted_results_stay() -> None:
    SearchPromotion.objects.create(
        query=Query.get("join"), external_link_url="https://example.org/", external_link_text="X"
    )

    tell_popular_searches()

    assert known() == {"join": 0}


def test_chooser_of_words_shows_editors_popular_ones(client: Client, editor: User) -> None:
    searched("harbour", 1, 1, 3)
    searched("edith editor", 100)
    tell_popular_searches()
    client.force_login(editor)

    page = client.get("/admin/searchpicks/queries/chooser/").content.decode()

    assert "harbour" in page
    assert "edith editor" not in page
