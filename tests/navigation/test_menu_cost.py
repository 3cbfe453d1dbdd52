"""A menu of 200 entries on a site of many pages costs a reader's page nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.navigation.compose import set_menu
from tests.navigation.full import full_menu
from tests.navigation.menu_costs import begin_cold, costs

pytestmark = pytest.mark.django_db
ENTRIES = 200


def queries(client: Client, path: str) -> list[str]:
    """The SQL of a page on a warm process, but for the look whether memory still holds."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [
        each["sql"] for each in captured.captured_queries if "core_generation" not in each["sql"]
    ]


@pytest.mark.parametrize("pages", [300, pytest.param(10_000, marks=pytest.mark.faults)])
def test_full_menu_costs_no_query_on_a_warm_process_and_three_on_a_cold_one(
    client: Client, desk: NewsDeskPage, pages: int
) -> None:
    add_articles(desk, pages)
    articles = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    paths = ["/", desk.url, ArticlePage.objects.latest("pk").url]
    set_menu("main")
    without = {path: queries(client, path) for path in paths}

    set_menu("main", *full_menu(articles, ENTRIES))

    assert {path: queries(client, path) for path in paths} == without
    assert client.get("/").content.decode().count("https://many.example/") > 80
    begin_cold()
    assert costs() <= 3
    assert costs() == 0
