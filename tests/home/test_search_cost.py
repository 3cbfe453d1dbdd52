"""The search page and its suggestions cost the same with few and with many hits."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from home.models import HomePage
from news.models import NewsDeskPage
from tests.factories import StandardPageFactory, TopicFactory, restrict
from tests.home.search_page import add
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

BUDGET = 10

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
