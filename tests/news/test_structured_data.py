"""What search engines read about articles, lists and pages."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from home.models import HomePage, Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage, ShareImage
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.schema_table import problems, problems_of_page

HOSTILE = "</script><script>alert(1)</script> & <!-- \u2028 “x”"


def read(client: Client, url: str) -> dict[str, dict[str, Any]]:
    """The things a page tells of, by type, as a search engine reads them; all must be right."""
    page = client.get(url).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(block)
    assert problems_of_page(data) == []
    return {thing["@type"]: thing for thing in data["@graph"]}


def read_article(client: Client, url: str) -> dict[str, Any]:
    """What a page tells of its article."""
    return read(client, url)["NewsArticle"]


@pytest.fixture
def organisation(desk: NewsDeskPage) -> Organisation:
    """Who runs the site."""
    return Organisation.objects.create(
        site=desk.get_site(), name="Reading Rooms", logo=ImageFactory()
    )


def steps(data: dict[str, dict[str, Any]]) -> list[tuple[int, str, str]]:
    """The way to a page."""
    return [
        (step["position"], step["name"], step["item"].removeprefix("http://localhost:8000"))
        for step in data["BreadcrumbList"]["itemListElement"]
    ]


def test_article_is_ours_and_based_on_the_original(
    client: Client, desk: NewsDeskPage, organisation: Organisation
) -> None:
    article = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="open",
        summary="All nine of them.",
        source=SourceFactory.create(name="The Outlet", url="https://outlet.example/"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 21),
        shared_on=datetime.date(2024, 5, 1),
        body=[{"type": "paragraph", "value": "<p>Three small words.</p>"}],
    )
    article.topics = [TopicFactory.create(name="Reading"), TopicFactory.create(name="Money")]
    article.save_revision().publish()

    data = read(client, article.url)

    told = data["NewsArticle"]
    assert told.pop("dateModified")
    logo = told["publisher"].pop("logo")
    assert logo["url"].startswith("http://localhost:8000/media/images/")
    url = "http://localhost:8000/news-desk/open/"
    us = {"@type": "Organization", "name": "Reading Rooms", "url": "http://localhost:8000/"}
    assert told == {
        "@type": "NewsArticle",
        "headline": "Libraries stay open",
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": "2024-05-01",
        "inLanguage": "en-us",
        "description": "All nine of them.",
        "wordCount": 3,
        "about": [{"@type": "Thing", "name": "Money"}, {"@type": "Thing", "name": "Reading"}],
        "isAccessibleForFree": True,
        "author": us,
        "publisher": us,
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
    assert steps(data) == [
        (1, "Home", "/"),
        (2, "News Desk", "/news-desk/"),
        (3, "Libraries stay open", "/news-desk/open/"),
    ]


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

    assert read_article(client, article.url)["isBasedOn"]["datePublished"] == said


def test_what_is_not_known_is_left_out(client: Client, desk: NewsDeskPage) -> None:
    source = SourceFactory.create(url="")
    article = ArticlePageFactory(parent=desk, title="Plain", source=source)

    told = read_article(client, article.url)

    assert not {"description", "about", "wordCount", "image", "hasPart"} & set(told)
    assert told["isBasedOn"] == {
        "@type": "NewsArticle",
        "headline": "Plain",
        "publisher": {"@type": "Organization", "name": source.name},
    }
    ArticlePage.objects.filter(pk=article.pk).update(source=None)
    assert "publisher" not in read_article(client, article.url)["isBasedOn"]


def test_pictures_are_told_of_once_they_are_made(client: Client, desk: NewsDeskPage) -> None:
    image = ImageFactory()
    article = ArticlePageFactory(parent=desk, image=image, image_decorative=True)
    rendition = image.get_rendition("format-jpeg|width-800")
    share = ShareImage.objects.create(
        article=article, file=ContentFile(b"x", name="x.png"), made_of="x"
    )

    told = read_article(client, article.url)

    assert [picture["url"] for picture in told["image"]] == [
        f"http://localhost:8000{rendition.url}",
        f"http://localhost:8000{share.file.url}",
    ]


def test_private_article_is_not_free_for_its_readers(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    article = ArticlePageFactory(parent=desk)
    restrict(desk, "Members")
    client.force_login(member)

    told = read_article(client, article.url)

    assert told["isAccessibleForFree"] is False
    assert told["hasPart"]["cssSelector"] == ".article-body"
    assert 'class="article-body' in client.get(article.url).content.decode()


def test_hostile_texts_stay_texts(
    client: Client, desk: NewsDeskPage, home_page: HomePage, organisation: Organisation
) -> None:
    Organisation.objects.update(name=HOSTILE)
    home_page.introduction = HOSTILE
    home_page.title = HOSTILE
    home_page.save()
    topic = TopicFactory(name=HOSTILE, slug="hostile")
    article = ArticlePageFactory(
        parent=desk, title=HOSTILE, summary=HOSTILE, source_author=HOSTILE, slug="hostile"
    )
    article.topics = [topic]
    article.save()
    StandardPageFactory(parent=home_page, title=HOSTILE, slug="page")

    told = read_article(client, article.url)
    assert told["headline"] == told["description"] == HOSTILE
    assert told["isBasedOn"]["author"]["name"] == HOSTILE
    assert read(client, "/")["Organization"]["name"] == HOSTILE
    for url, place in (("/news-desk/", 0), ("/news-desk/topics/hostile/", 2), ("/page/", 1)):
        assert steps(read(client, url))[place][1] == HOSTILE


def test_headline_is_cut_to_what_search_engines_take(client: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(
        parent=desk, title="x" * 255, source_headline="y" * 255, slug="long"
    )

    told = read_article(client, article.url)

    assert (len(told["headline"]), len(told["isBasedOn"]["headline"])) == (110, 110)


def test_home_page_names_the_organisation_and_the_search(
    client: Client, desk: NewsDeskPage, organisation: Organisation
) -> None:
    data = read(client, "/")

    assert data["Organization"]["name"] == data["WebSite"]["name"] == "Reading Rooms"
    target = data["WebSite"]["potentialAction"]["target"]
    assert target["urlTemplate"] == "http://localhost:8000/search/?q={search_term_string}"
    assert "BreadcrumbList" not in data


def test_every_other_page_says_where_it_stands(
    client: Client, desk: NewsDeskPage, home_page: HomePage
) -> None:
    article = ArticlePageFactory(parent=desk, source=SourceFactory(name="Outlet", slug="outlet"))
    article.topics = [TopicFactory(name="Reading", slug="reading")]
    article.save()
    about: Any = StandardPageFactory(parent=home_page, title="About", slug="about")
    hidden = StandardPageFactory(parent=about, title="Hidden", slug="hidden", live=False)
    StandardPageFactory(parent=hidden, title="Team", slug="team")
    home, news = (1, "Home", "/"), (2, "News Desk", "/news-desk/")

    assert steps(read(client, "/news-desk/")) == [home, news]
    assert steps(read(client, "/news-desk/topics/reading/")) == [
        home,
        news,
        (3, "Reading", "/news-desk/topics/reading/"),
    ]
    assert steps(read(client, "/news-desk/sources/outlet/"))[2][1:] == (
        "Outlet",
        "/news-desk/sources/outlet/",
    )
    assert steps(read(client, "/about/")) == [home, (2, "About", "/about/")]
    assert steps(read(client, "/about/hidden/team/")) == [
        home,
        (2, "About", "/about/"),
        (3, "Team", "/about/hidden/team/"),
    ]

    about.title = "About us"
    about.save()
    assert steps(read(client, "/about/hidden/team/"))[1][1] == "About us"


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Article", "headline": "Not a type of ours"},
        {"@type": "NewsArticle"},
        {"@type": "NewsArticle", "headline": "x" * 111},
        {"@type": "NewsArticle", "headline": "x", "datePublished": "May 1"},
        {"@type": "NewsArticle", "headline": "x", "url": "/relative/"},
        {"@type": "NewsArticle", "headline": "x", "author": "Ada"},
        {"@type": "NewsArticle", "headline": "x", "author": {"@type": "Person", "name": ""}},
        {"@type": "NewsArticle", "headline": "x", "colour": "red"},
        {"@type": "NewsArticle", "headline": "x", "wordCount": True},
    ],
)
def test_table_finds_what_is_wrong(thing: dict[str, Any]) -> None:
    assert len(problems(thing)) == 1
