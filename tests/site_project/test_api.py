"""The read API."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    ImageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.queries import queries_of

PAGES = "/api/v2/pages/"
ARTICLES = f"{PAGES}?type=news.ArticlePage"


def get(client: Client, url: str, status: int = 200) -> Any:
    """What the API answers, which is JSON whatever it says."""
    response = client.get(url)
    assert response.status_code == status, (url, response.content[:300])
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    return json.loads(response.content)


def titles(client: Client, url: str) -> list[str]:
    """The titles in a list."""
    return [item["title"] for item in get(client, url)["items"]]


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article of which everything is known."""
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="open",
        summary="All nine of them.",
        content_note="mentions closures",
        source=SourceFactory(name="The Outlet", slug="outlet", url="https://outlet.example/"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 1),
        source_published_precision="month",
        shared_on=datetime.date(2024, 5, 1),
        image=ImageFactory(credit="M. Holt"),
        image_alt="A shelf",
        disclaimer=DisclaimerFactory(text="We disagree."),
        body=[
            {"type": "paragraph", "value": "<p>The doors <b>stay</b> open.</p>"},
            {"type": "unconverted", "value": {"source": "[secret shortcode]"}},
        ],
    )
    article.topics = [TopicFactory(name="Reading", slug="reading")]
    article.save()
    assert article.image
    article.image.get_rendition("format-jpeg|width-800")
    return article


def test_article_is_told_with_its_public_fields_only(client: Client, article: ArticlePage) -> None:
    told = get(client, f"{PAGES}{article.pk}/")

    meta, image = told.pop("meta"), told.pop("image")
    assert told == {
        "id": article.pk,
        "title": "Libraries stay open",
        "summary": "All nine of them.",
        "content_note": "mentions closures",
        "shared_on": "2024-05-01",
        "featured": False,
        "source": {"name": "The Outlet", "slug": "outlet", "url": "https://outlet.example/"},
        "source_headline": "Council keeps all nine",
        "source_author": "Ada Author",
        "source_url": "https://outlet.example/nine",
        "source_date": "2015-09",
        "topics": [{"name": "Reading", "slug": "reading"}],
        "word_count": 4,
        "corrected_on": None,
        "corrections": [],
        "disclaimer": "We disagree.",
        "text": "The doors stay open.",
        "html": "<p>The doors <b>stay</b> open.</p>",
    }
    assert set(meta) == {
        *("type", "detail_url", "html_url", "slug", "seo_title", "search_description"),
        *("first_published_at", "last_published_at", "parent"),
    }
    assert meta["type"] == "news.ArticlePage"
    assert meta["html_url"] == "http://localhost:8000/news-desk/open/"
    assert meta["parent"]["title"] == "News Desk"
    assert image["url"].startswith("http://localhost:8000/media/images/")
    assert (image["alt"], image["credit"]) == ("A shelf", "M. Holt")


def test_other_pages_are_told_as_well(client: Client, home_page: HomePage) -> None:
    page = StandardPageFactory(
        parent=home_page,
        title="About",
        introduction="Who we are.",
        body=[{"type": "paragraph", "value": "<p>Volunteers.</p>"}],
    )

    told = get(client, f"{PAGES}{page.pk}/")
    assert (told["introduction"], told["text"]) == ("Who we are.", "Volunteers.")
    assert told["html"] == "<p>Volunteers.</p>"
    assert get(client, f"{PAGES}{home_page.pk}/")["meta"]["parent"] is None
    assert titles(client, PAGES) == ["Home", "News Desk", "About"]
    assert titles(client, f"{PAGES}?type=home.StandardPage") == ["About"]


def test_list_is_short_unless_more_is_asked_for(client: Client, article: ArticlePage) -> None:
    [brief] = get(client, ARTICLES)["items"]
    assert set(brief) == {"id", "meta", "title"}

    [full] = get(client, f"{ARTICLES}&fields=*")["items"]
    assert full["source"]["name"] == "The Outlet"
    assert not {"text", "html", "disclaimer"} & set(full)
    [some] = get(client, f"{ARTICLES}&fields=_,title,source")["items"]
    assert set(some) == {"title", "source"}


def test_articles_are_narrowed_and_put_in_order(
    client: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk, title="Older", shared_on=datetime.date(2020, 1, 1))

    assert titles(client, f"{ARTICLES}&order=shared_on") == ["Older", "Libraries stay open"]
    assert titles(client, f"{ARTICLES}&order=-shared_on") == ["Libraries stay open", "Older"]
    assert titles(client, f"{ARTICLES}&order=-id&limit=1") == ["Older"]
    assert titles(client, f"{ARTICLES}&order=-id&limit=1&offset=1") == ["Libraries stay open"]
    for narrowed in ("source=outlet", "topic=reading"):
        answer = get(client, f"{ARTICLES}&{narrowed}")
        assert [item["title"] for item in answer["items"]] == ["Libraries stay open"]
        assert answer["meta"]["total_count"] == 1
    assert get(client, f"{ARTICLES}&source=none")["items"] == []


def test_page_is_found_by_its_address(client: Client, article: ArticlePage) -> None:
    found = client.get(f"{PAGES}find/?html_path=/news-desk/open/")
    assert found.status_code == 302
    assert f"{PAGES}{article.pk}/" in found["Location"]
    assert client.get(f"{PAGES}find/?id={article.pk}").status_code == 302
    for query in ("html_path=/nowhere/", "id=0", "id=abc", f"id={'9' * 40}", ""):
        assert client.get(f"{PAGES}find/?{query}").status_code == 404, query


@pytest.mark.parametrize("who", ["nobody", "member", "superuser"])
def test_private_and_unpublished_pages_stay_out_whoever_asks(
    client: Client,
    article: ArticlePage,
    desk: NewsDeskPage,
    home_page: HomePage,
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    secret = ArticlePageFactory(parent=desk, title="Secret", slug="secret")
    restrict(secret, "Members")
    draft = ArticlePageFactory(parent=desk, title="Draft", slug="draft", live=False)
    inside = StandardPageFactory(parent=home_page, title="Inside", slug="inside")
    restrict(inside, "Members")
    below = StandardPageFactory(parent=inside, title="Below", slug="below")
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))

    assert titles(client, PAGES) == ["Home", "News Desk", "Libraries stay open"]
    assert titles(client, ARTICLES) == ["Libraries stay open"]
    for page in (secret, draft, inside, below):
        get(client, f"{PAGES}{page.pk}/", 404)
        path = page.get_url()
        assert client.get(f"{PAGES}find/?html_path={path}").status_code == 404
    response = client.get(PAGES)
    kept_by = "public, max-age=300" if who == "nobody" else "max-age=300, private"
    assert response["Cache-Control"] == kept_by
    assert "Cookie" not in response.get("Vary", "")


def test_links_to_private_pages_tell_no_title(
    client: Client, desk: NewsDeskPage, home_page: HomePage
) -> None:
    inside = StandardPageFactory(parent=home_page, title="Secret title", slug="inside")
    restrict(inside, "Members")
    link = {"type": "case_study_links", "value": {"links": [{"page": inside.pk}]}}
    article = ArticlePageFactory(parent=desk, body=[link])

    assert "Secret title" not in json.dumps(get(client, f"{PAGES}{article.pk}/"))


def test_parent_that_is_private_is_not_named(client: Client, article: ArticlePage) -> None:
    ArticlePage.objects.get(pk=article.pk)
    restrict(article.get_parent(), "Members")

    get(client, f"{PAGES}{article.pk}/", 404)


def test_unchanged_answer_is_not_sent_again(client: Client, article: ArticlePage) -> None:
    etag = client.get(ARTICLES)["ETag"]

    assert client.get(ARTICLES, headers={"if-none-match": etag}).status_code == 304
    article.title = "Changed"
    article.save()
    assert client.get(ARTICLES, headers={"if-none-match": etag}).status_code == 200
    assert "ETag" not in client.get(f"{PAGES}?nonsense=1")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(client: Client, article: ArticlePage, method: str) -> None:
    for url in (PAGES, f"{PAGES}{article.pk}/", f"{PAGES}find/"):
        assert getattr(client, method)(url).status_code == 405


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", ""])
def test_answer_is_json_whatever_is_accepted(
    client: Client, desk: NewsDeskPage, accept: str
) -> None:
    response = client.get(PAGES, headers={"accept": accept})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"


NONSENSE = [
    *("search=x", "child_of=1", "descendant_of=1", "site=x", "format=html", "title=x", "owner=1"),
    *("limit=51", "limit=-1", "limit=x", "limit=", "limit=9999999999", "limit=1.5", "limit=١"),
    *("offset=-1", "offset=100001", "offset=x", "offset=" + "9" * 400),
    *("order=random", "order=title", "order=body", "order=-", "order=id,title", "order=shared_on"),
    *("type=auth.User", "type=wagtailcore.Page", "type=x", "type=", "type=news.ArticlePage,x"),
    *("fields=owner", "fields=html", "fields=body", "fields=((", "fields=a b", "fields=*,title"),
    *("fields=" + "a(" * 200, "fields=" + "title," * 100, "fields=source(password)", "fields=-"),
    *("rich_text_format=x", "_=1", "order=?", "order=pk"),
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_refused(client: Client, article: ArticlePage, query: str) -> None:
    for start in (PAGES, f"{PAGES}?"):
        url = f"{start.rstrip('?')}?{query}"
        if query.startswith("fields=source"):
            url = f"{ARTICLES}&{query}"
        assert get(client, url, 400)["message"]


@pytest.mark.parametrize("path", ["0/", "9999999999999999999999/", "abc/", "1/2/", "../images/"])
def test_what_is_not_there_is_not_found(client: Client, desk: NewsDeskPage, path: str) -> None:
    assert client.get(f"{PAGES}{path}").status_code == 404


@pytest.mark.parametrize("path", ["/api/", "/api/v2/", "/api/v2/images/", "/api/v2/documents/"])
def test_there_are_no_other_endpoints(client: Client, desk: NewsDeskPage, path: str) -> None:
    assert client.get(path).status_code == 404


@hypothesis_settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    query=st.dictionaries(
        st.sampled_from(
            [
                "fields",
                "limit",
                "offset",
                "order",
                "type",
                "source",
                "topic",
                "id",
                "html_path",
                "x",
            ]
        ),
        st.text(max_size=12)
        | st.sampled_from(["*", "_", "id", "-id", "news.ArticlePage", "source(*)", "10", "-1"]),
        max_size=4,
    ),
    path=st.sampled_from(["", "find/", "1/", "3/"]),
)
def test_no_query_breaks_it(client: Client, desk: NewsDeskPage, query: Any, path: str) -> None:
    assert client.get(f"{PAGES}{path}", query).status_code in (200, 302, 400, 404)


def test_list_costs_the_same_for_one_article_and_a_thousand(
    client: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    urls = [PAGES, f"{PAGES}?fields=*", ARTICLES, f"{ARTICLES}&fields=*&limit=50"]
    few = [len(queries_of(client, url)) for url in urls]
    for _ in range(9):
        other = ArticlePageFactory(parent=desk, image=ImageFactory())
        other.topics = [TopicFactory()]
        other.save()
    add_articles(desk, 990)

    assert [len(queries_of(client, url)) for url in urls] == few
    assert max(few) <= 4, few


def test_article_costs_few_queries(client: Client, article: ArticlePage, member: User) -> None:
    assert len(queries_of(client, f"{PAGES}{article.pk}/")) <= 16
