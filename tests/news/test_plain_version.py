"""An article as plain text, and the list of them."""

from __future__ import annotations

import datetime

from django.test import Client

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    SourceFactory,
    TopicFactory,
    restrict,
)
from tests.queries import queries_of


def test_plain_version_is_the_whole_article(client: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="open",
        summary="All nine of them.",
        content_note="mentions closures",
        source=SourceFactory(name="The Outlet"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 1),
        source_published_precision="month",
        shared_on=datetime.date(2024, 5, 1),
        disclaimer=DisclaimerFactory(text="We disagree."),
        body=[
            {"type": "heading", "value": {"text": "Why", "level": "h2"}},
            {"type": "paragraph", "value": "<p>The doors <b>stay</b> open.</p>"},
        ],
    )
    article.topics = [TopicFactory(name="Reading"), TopicFactory(name="Money")]
    article.save()

    response = client.get("/news-desk/open/index.md")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://localhost:8000/news-desk/open/>; rel="canonical"'
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert response.content.decode() == (
        "# Libraries stay open\n\n"
        "Content note: mentions closures\n\n"
        "All nine of them.\n\n"
        "- Source: The Outlet\n"
        "- Headline there: Council keeps all nine\n"
        "- Author: Ada Author\n"
        "- Published: September 2015\n"
        "- Original: <https://outlet.example/nine>\n\n"
        "## Why\n\nThe doors stay open.\n\n"
        "Topics: Money, Reading\n\n"
        "---\n\n"
        "We disagree.\n\n"
        "Shared on May 1, 2024 by News Desk: <http://localhost:8000/news-desk/open/>\n"
    )


def test_article_of_which_little_is_known_has_one_as_well(
    client: Client, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory(parent=desk, title="Bare", slug="bare")
    # As a source's deletion leaves it.
    ArticlePage.objects.filter(pk=article.pk).update(source=None)

    text = client.get(f"{article.url}index.md").content.decode()

    assert text.startswith("# Bare\n\n---\n\nThe News Desk shares articles")
    assert text.endswith("by News Desk: <http://localhost:8000/news-desk/bare/>\n")


def test_markup_that_was_typed_stays_text(client: Client, desk: NewsDeskPage) -> None:
    hostile = "a < b\n# [x](javascript:alert(1)) <script>"
    article = ArticlePageFactory(
        parent=desk,
        title=hostile,
        slug="hostile",
        summary=hostile,
        source=SourceFactory(name=hostile),
        body=[{"type": "paragraph", "value": "<p>&lt;img src=x onerror=alert(1)&gt;</p>"}],
    )

    text = client.get(f"{article.url}index.md").content.decode()

    assert text.startswith("# a < b # [x]\\(javascript:alert(1)) \\<script>\n")
    assert "- Source: a < b # [x]\\(" in text
    assert "\\<img src=x" in text
    assert "](" not in text


def test_only_those_who_may_read_the_article_get_its_text(
    client: Client, desk: NewsDeskPage, member: User, stranger: User
) -> None:
    article = ArticlePageFactory(parent=desk, title="Secret")
    restrict(article, "Members")
    url = f"{article.url}index.md"

    refused = client.get(url)
    assert refused.status_code == 404
    assert b"Secret" not in refused.content
    client.force_login(stranger)
    assert client.get(url).status_code == 403
    client.force_login(member)
    told = client.get(url)
    assert told.status_code == 200
    assert "no-store" in told["Cache-Control"]


def test_there_is_no_text_of_what_is_no_live_article(client: Client, desk: NewsDeskPage) -> None:
    draft = ArticlePageFactory(parent=desk, live=False)

    for url in (f"{draft.url}index.md", "/news-desk/index.md", "/index.md", "/news-desk/no/x.md"):
        assert client.get(url).status_code == 404, url


def test_list_for_programs_names_the_desk_and_what_everybody_may_read(
    client: Client, home_page: HomePage, desk: NewsDeskPage, superuser: User
) -> None:
    home_page.introduction = "Volunteers\nfor reading."
    home_page.save()
    ArticlePageFactory(parent=desk, title="Open [1]", slug="open", summary="In short.")
    ArticlePageFactory(parent=desk, title="Draft", live=False)
    restrict(ArticlePageFactory(parent=desk, title="Secret"), "Members")
    client.force_login(superuser)

    response = client.get("/llms.txt")

    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Cache-Control"] == "max-age=300, private"
    assert not response.cookies
    text = response.content.decode()
    assert text.startswith("# News Desk\n\n> Volunteers for reading.\n\n")
    assert "## News Desks\n\n- [News Desk](http://localhost:8000/news-desk/)\n\n" in text
    assert text.endswith(
        "## Newest articles\n\n"
        "- [Open \\[1\\]](http://localhost:8000/news-desk/open/index.md): In short.\n"
    )
    again = client.get("/llms.txt", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_list_for_programs_of_a_site_for_members_has_no_links(
    client: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    home_page.introduction = "Secret plans."
    home_page.save()
    ArticlePageFactory(parent=desk, title="Secret")
    restrict(home_page, "Members")

    text = client.get("/llms.txt").content.decode()

    assert "](" not in text
    assert "Secret" not in text


def test_list_for_programs_costs_the_same_for_one_and_twenty(
    client: Client, desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk)
    one = queries_of(client, "/llms.txt")
    for _ in range(20):
        ArticlePageFactory(parent=desk)

    assert len(queries_of(client, "/llms.txt")) == len(one) <= 4
