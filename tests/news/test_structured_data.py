"""What search engines read about an article."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client, RequestFactory

from home.models import Organisation
from members.models import User
from news.models import NewsDeskPage
from news.structured_data import article_as_json_ld
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, restrict


def read(client: Client, url: str) -> dict[str, Any]:
    """The data block of a page, as a search engine reads it."""
    page = client.get(url).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(block)
    assert isinstance(data, dict)
    return data


def test_article_is_ours_and_based_on_the_original(client: Client, desk: NewsDeskPage) -> None:
    Organisation.objects.create(site=desk.get_site(), name="Reading Rooms")
    article = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        summary="All nine of them.",
        source=SourceFactory.create(name="The Outlet", url="https://outlet.example/"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 21),
        shared_on=datetime.date(2024, 5, 1),
    )
    article.topics = [TopicFactory.create(name="Reading"), TopicFactory.create(name="Money")]
    article.save_revision().publish()

    data = read(client, article.url)

    assert data.pop("dateModified")
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Libraries stay open",
        "url": f"http://localhost:8000{article.url}",
        "mainEntityOfPage": f"http://localhost:8000{article.url}",
        "datePublished": "2024-05-01",
        "description": "All nine of them.",
        "about": ["Money", "Reading"],
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "Reading Rooms"},
        "isBasedOn": {
            "@type": "NewsArticle",
            "headline": "Council keeps all nine",
            "url": "https://outlet.example/nine",
            "datePublished": "2015-09-21",
            "publisher": {
                "@type": "Organization",
                "name": "The Outlet",
                "url": "https://outlet.example/",
            },
            "author": {"@type": "Person", "name": "Ada Author"},
        },
    }


@pytest.mark.parametrize(
    ("precision", "said"), [("day", "2015-09-21"), ("month", "2015-09"), ("year", "2015")]
)
def test_sources_date_is_as_precise_as_it_is_known(
    client: Client, desk: NewsDeskPage, precision: str, said: str
) -> None:
    article = ArticlePageFactory(
        parent=desk,
        source_published_on=datetime.date(2015, 9, 21),
        source_published_precision=precision,
    )

    assert read(client, article.url)["isBasedOn"]["datePublished"] == said


def test_what_is_not_known_is_left_out(client: Client, desk: NewsDeskPage) -> None:
    source = SourceFactory.create(url="")
    article = ArticlePageFactory(parent=desk, title="Plain", source=source)

    data = read(client, article.url)

    assert not {"description", "about"} & set(data)
    assert data["isBasedOn"] == {
        "@type": "NewsArticle",
        "headline": "Plain",
        "publisher": {"@type": "Organization", "name": source.name},
    }


def test_private_article_is_not_free_for_its_readers(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    article = ArticlePageFactory(parent=desk)
    restrict(desk, "Members")
    client.force_login(member)

    assert read(client, article.url)["isAccessibleForFree"] is False


def test_hostile_texts_stay_texts(client: Client, desk: NewsDeskPage) -> None:
    hostile = "</script><script>alert(1)</script> & <!-- \u2028 “x”"
    article = ArticlePageFactory(
        parent=desk, title=hostile, summary=hostile, source_author=hostile, slug="hostile"
    )

    data = read(client, article.url)

    assert data["headline"] == data["description"] == hostile
    assert data["isBasedOn"]["author"]["name"] == hostile


def test_headline_is_cut_to_what_search_engines_take(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, title="x" * 255, source_headline="y" * 255)

    data = article_as_json_ld(article, RequestFactory().get("/"), "Publisher")

    assert (len(data["headline"]), len(data["isBasedOn"]["headline"])) == (110, 110)


def test_draft_without_source_has_data_as_well(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, source=None, live=False)

    data = article_as_json_ld(article, None, "Publisher")

    assert "publisher" not in data["isBasedOn"]
