"""Promoted results stand first on the search page, and editors look after them."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from home.models import HomePage
from news.models import NewsDeskPage
from tests.home.search_page import add, page_of

pytestmark = pytest.mark.django_db


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
