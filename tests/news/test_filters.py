"""Lists narrowed by topic, source, year and month: one address each, with the right numbers."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import Http404
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from members.models import User
from news.counts import Days
from news.filters import Filters, from_path, further
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, restrict
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lending() -> Topic:
    return TopicFactory.create(name="Lending")


@pytest.fixture
def post() -> Source:
    return SourceFactory.create(name="The Post")


@pytest.fixture
def articles(desk: NewsDeskPage, lending: Topic, post: Source) -> dict[str, ArticlePage]:
    """Four articles: two of the source, two about the topic, one of both, in three months."""
    other = SourceFactory.create(name="Other")
    made = {}
    for title, source, topics, day in (
        ("both", post, [lending], datetime.date(2024, 5, 31)),
        ("source", post, [], datetime.date(2024, 5, 1)),
        ("topic", other, [lending], datetime.date(2024, 4, 30)),
        ("neither", other, [], datetime.date(2023, 12, 31)),
    ):
        article = ArticlePageFactory(parent=desk, title=title, source=source, shared_on=day)
        article.topics = topics
        article.save()
        made[title] = article
    return made


def shown(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, path
    return re.findall(r'<h[23]><a href="[^"]*">([^<]*)</a></h[23]>', response.content.decode())


def choices(client: Client, path: str) -> dict[str, str]:
    """The links of the filters with the numbers beside them."""
    page = client.get(path).content.decode()
    found = re.findall(
        r'<li><a href="([^"]*)"[^>]*>[^<]*</a> <span class="number">([^<]*)</span>', page
    )
    return {address.replace("&amp;", "&"): number for address, number in found}


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("topics/lending/", ["both", "topic"]),
        ("sources/the-post/", ["both", "source"]),
        ("2024/", ["both", "source", "topic"]),
        ("2023/", ["neither"]),
        ("2024/05/", ["both", "source"]),
        ("2024/04/", ["topic"]),
        ("topics/lending/?source=the-post", ["both"]),
        ("topics/lending/?source=the-post&year=2024", ["both"]),
        ("topics/lending/?year=2024&month=04", ["topic"]),
        ("sources/other/?year=2023", ["neither"]),
        ("sources/other/?year=2023&month=12", ["neither"]),
        ("sources/the-post/?year=2023", []),
    ],
)
def test_filters_narrow_the_list_alone_and_together(
    client: Client, path: str, titles: list[str]
) -> None:
    assert shown(client, f"/news-desk/{path}") == titles


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    ("given_path", "one_address"),
    [
        ("?topic=lending", "topics/lending/"),
        ("?source=the-post&topic=lending", "topics/lending/?source=the-post"),
        ("sources/the-post/?topic=lending", "topics/lending/?source=the-post"),
        ("2024/?topic=lending", "topics/lending/?year=2024"),
        ("2024/05/?source=the-post", "sources/the-post/?year=2024&month=05"),
        ("?year=2024&month=5", "2024/05/"),
        ("2024/?month=05", "2024/05/"),
        ("topics/lending/?month=4&year=2024", "topics/lending/?year=2024&month=04"),
        ("topics/lending/?source=", "topics/lending/"),
        ("topics/lending/?topic=other", "topics/lending/"),
        ("?topic=lending&page=1", "topics/lending/"),
    ],
)
def test_every_list_has_one_address(client: Client, given_path: str, one_address: str) -> None:
    response = client.get(f"/news-desk/{given_path}")

    assert response.status_code == 301
    assert response["Location"] == f"/news-desk/{one_address}"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.usefixtures("articles")
def test_address_of_a_list_is_left_alone_where_something_else_is_added(client: Client) -> None:
    page = client.get("/news-desk/topics/lending/?utm_source=mail").content.decode()

    assert '<link rel="canonical" href="http://testserver/news-desk/topics/lending/">' in page


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    "path",
    [
        "?topic=unknown",
        "?source=unknown",
        "?year=abc",
        "?year=0",
        "?year=10000",
        "?month=5",
        "?year=2024&month=13",
        "?year=2024&month=0",
        "?year=2024&month=٣",
        "?year=-2024",
        "topics/lending/?source=x%27%20OR%201",
        "2024/13/",
        "2024/5/",
        "2024/05/01/",
        "0000/",
        "1999/",
        "2024/01/",
        "topics/lending/?year=1999",
        "topics/lending/?year=2024&month=01",
        "９９９９/",
    ],
)
def test_nonsense_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/news-desk/{path}").status_code == 404


@pytest.mark.usefixtures("articles")
def test_numbers_say_what_each_filter_would_show(client: Client) -> None:
    on_desk = choices(client, "/news-desk/")
    about_lending = choices(client, "/news-desk/topics/lending/")

    assert on_desk == {
        "/news-desk/topics/lending/": "2",
        "/news-desk/sources/the-post/": "2",
        "/news-desk/sources/other/": "2",
        "/news-desk/2024/": "3",
        "/news-desk/2023/": "1",
    }
    assert about_lending == {
        "/news-desk/topics/lending/": "2",
        "/news-desk/topics/lending/?source=the-post": "1",
        "/news-desk/topics/lending/?source=other": "1",
        "/news-desk/topics/lending/?year=2024": "2",
    }
    for path, number in (on_desk | about_lending).items():
        assert len(shown(client, path)) == int(number)


def test_numbers_follow_what_is_published_hidden_and_taken_away(
    client: Client, articles: dict[str, ArticlePage], member: User
) -> None:
    path = "/news-desk/topics/lending/"
    assert choices(client, "/news-desk/")[path] == "2"

    restrict(articles["both"], "Board")
    assert choices(client, "/news-desk/")[path] == "1"

    member.groups.add(Group.objects.get(name="Board"))
    client.force_login(member)
    assert choices(client, "/news-desk/")[path] == "2"
    assert shown(client, path) == ["both", "topic"]

    client.logout()
    articles["topic"].unpublish()
    assert path not in choices(client, "/news-desk/")


def test_articles_for_members_are_marked_for_those_who_read_them(
    client: Client, articles: dict[str, ArticlePage], member: User
) -> None:
    restrict(articles["both"], "Members")
    client.force_login(member)

    page = client.get("/news-desk/").content.decode()

    assert page.count('class="for-whom"') == 1


@pytest.mark.usefixtures("articles")
def test_only_combinations_are_kept_out_of_search_engines(client: Client) -> None:
    for path in ("", "topics/lending/", "sources/the-post/", "2024/", "2024/05/"):
        assert "noindex" not in client.get(f"/news-desk/{path}").content.decode()
    for path in ("topics/lending/?source=the-post", "topics/lending/?year=2024"):
        assert "noindex" in client.get(f"/news-desk/{path}").content.decode()


@pytest.mark.usefixtures("articles")
def test_filters_in_force_are_named_and_can_be_taken_off(client: Client) -> None:
    page = client.get("/news-desk/topics/lending/?source=the-post&year=2024&month=05")
    chips = re.findall(r'<a class="chip" href="([^"]*)">', page.content.decode())

    assert [chip.replace("&amp;", "&") for chip in chips] == [
        "/news-desk/sources/the-post/?year=2024&month=05",
        "/news-desk/topics/lending/?year=2024&month=05",
        "/news-desk/topics/lending/?source=the-post&year=2024",
    ]


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    "path", ["", "topics/lending/", "sources/the-post/", "2024/", "topics/lending/?year=2024"]
)
def test_lists_cost_few_queries(client: Client, path: str) -> None:
    assert len(queries_of(client, f"/news-desk/{path}")) <= 10


days = st.dictionaries(
    st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 3, 31)), st.integers(1, 9), max_size=20
)


@given(numbers=days, start=st.integers(0, 200), length=st.integers(1, 30))
def test_span_holds_the_page_and_begins_right(
    numbers: dict[datetime.date, int], start: int, length: int
) -> None:
    newest_first = sorted(numbers.items(), reverse=True)
    every = [day for day, number in newest_first for _ in range(number)]

    span = Days(newest_first).span(start, length)

    assert Days(newest_first).total == len(every)
    if span is None:
        assert start >= len(every)
    else:
        within = [day for day in every if span.first_day <= day <= span.last_day]
        assert within[span.offset : span.offset + length] == every[start : start + length]


@given(
    components=st.lists(st.text(max_size=8), max_size=4),
    query=st.dictionaries(
        st.sampled_from(["topic", "source", "year", "month"]), st.text(max_size=6)
    ),
)
def test_any_address_is_understood_or_not_found(
    components: list[str], query: dict[str, str]
) -> None:
    try:
        filters = further(from_path(components), query)
    except Http404:
        return
    assert isinstance(filters, Filters)
    assert filters.days is None or filters.days[0] <= filters.days[1]


def test_month_ends_on_its_last_day() -> None:
    def last(**given_filters: Any) -> str:
        days = Filters(**given_filters).days
        assert days
        return days[1].isoformat()

    assert last(year=2024, month=2) == "2024-02-29"
    assert last(year=2023, month=2) == "2023-02-28"
    assert last(year=2024, month=12) == "2024-12-31"
    assert last(year=9999, month=12) == "9999-12-31"
    assert last(year=2024) == "2024-12-31"
