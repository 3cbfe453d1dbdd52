"""Filters of the search page, and what there is not."""

from __future__ import annotations

import pytest
from django.test import Client

from news.models import NewsDeskPage
from tests.factories import SourceFactory, TopicFactory
from tests.home.search_page import add, headlines, page_of

pytestmark = pytest.mark.django_db


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
