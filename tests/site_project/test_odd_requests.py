"""Whatever is sent to the public site, it never breaks."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, TopicFactory

ODD = {
    "NUL": "%00",
    "NUL within": "a%00b",
    "no UTF-8": "%ff%fe",
    "lone surrogate": "%ed%a0%80",
    "right-to-left override": "%e2%80%ae",
    "line end": "%0d%0aSet-Cookie:%20a=b",
    "parent": "..%2f..%2f",
    "percent": "%25",
    "wildcards": "%25%5f%2a",
    "quote": "%27%20or%201=1--",
    "long": "x" * 4000,
    "deep": "a/" * 300,
    "double slash": "/",
}
PATHS = [
    "/{}/",
    "/news-desk/{}/",
    "/news-desk/topics/{}/",
    "/news-desk/sources/{}/",
    "/media/images/{}",
    "/documents/1/{}",
    "/admin/{}/",
    "/_util/{}/",
]
QUERIES = [
    "/?{0}={0}",
    "/news-desk/?page={}",
    "/news-desk/topics/reading/?page={}",
    "/news-desk/article/?{0}={0}",
    "/account/login/?next={}",
    "/admin/login/?next={}",
    "/nowhere/?{0}={0}",
]
# What an answer may be that is not our failure.
ANSWERS = {200, 301, 302, 400, 403, 404, 405}


@pytest.fixture
def content(desk: NewsDeskPage) -> None:
    """Something to be found."""
    ArticlePageFactory(parent=desk, slug="article")
    TopicFactory.create(name="Reading")


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_paths_and_queries_break_nothing(client: Client, content: None, odd: str) -> None:
    for pattern in [*PATHS, *QUERIES]:
        response = client.get(pattern.format(odd))
        assert response.status_code in ANSWERS, pattern
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", ["/news-desk/%00/", "/%00/", "/?a=%00", "/news-desk/?%00=1"])
def test_nul_is_a_request_that_makes_no_sense(client: Client, content: None, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 400
    assert "We could not make sense of that request" in response.content.decode()


@pytest.mark.parametrize("odd", ["a\0b", "\ud7ff\ufffe", "👩🏽‍🚀" * 50, "\u202e", "x" * 10_000, ""])
def test_odd_sign_in_is_refused_and_breaks_nothing(client: Client, member: User, odd: str) -> None:
    for form in (
        {"username": odd, "password": "x"},
        {"username": member.email, "password": odd},
        {"username": f"{odd}@example.org", "password": odd, "next": odd},
    ):
        response = client.post("/account/login/", form)
        assert response.status_code == 200
        assert response.context["form"].errors


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace", "head"])
@pytest.mark.parametrize("path", ["/", "/news-desk/", "/news-desk/article/", "/nowhere/"])
def test_other_methods_break_nothing(client: Client, content: None, path: str, method: str) -> None:
    response = getattr(client, method)(path)

    assert response.status_code in ANSWERS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accept-language", "xx-yy,\x00;q=9"),
        ("accept-language", "de," * 200),
        ("cookie", "sessionid=\x01; csrftoken=%00"),
        ("cookie", f"sessionid={'x' * 4000}"),
        ("accept-encoding", "gzip;q=oops"),
        ("if-modified-since", "never"),
        ("x-forwarded-host", "evil.example"),
        ("user-agent", "\xff\xfe"),
        ("range", "bytes=-1-1"),
    ],
)
def test_odd_headers_break_nothing(client: Client, content: None, name: str, value: str) -> None:
    for path in ("/", "/news-desk/article/", "/account/login/"):
        response = client.get(path, headers={name: value})
        assert response.status_code == 200
        assert b"evil.example" not in response.content


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.binary(max_size=40), query=st.binary(max_size=40))
def test_any_address_breaks_nothing(
    client: Client, home_page: HomePage, path: bytes, query: bytes
) -> None:
    for place in ("/", "/news-desk/"):
        response = client.get(f"{place}{quote(path)}?{quote(query, safe='=&')}")
        assert response.status_code in ANSWERS
