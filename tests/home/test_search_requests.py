"""Whatever is asked of the search, its answer is sound, and caches know what to keep."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.home.search_page import add

pytestmark = pytest.mark.django_db


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
