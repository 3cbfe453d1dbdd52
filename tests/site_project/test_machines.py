"""robots.txt, the sitemap, the description of the search: what programs ask of the whole site."""

from __future__ import annotations

import datetime
import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from core import sitemaps
from home.models import HomePage, Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import (
    ArticlePageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.queries import queries_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
# sitemaps.org/protocol.html, "XML tag definitions" and "Sitemap index XML tag definitions"; for
# news Google's "Create a news sitemap". Each element with its children in their order; those with
# a question mark may be missing.
STRUCTURE = {
    f"{SITEMAP}sitemapindex": [f"{SITEMAP}sitemap"],
    f"{SITEMAP}sitemap": ["loc", "lastmod?"],
    f"{SITEMAP}urlset": [f"{SITEMAP}url"],
    f"{SITEMAP}url": ["loc", "lastmod?", "news?"],
    f"{NEWS}news": ["publication", "publication_date", "title"],
    f"{NEWS}publication": ["name", "language"],
}
# W3C's profile of ISO 8601, in its two forms that are used.
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2})?")


def local(name: str) -> str:
    """An element's name without its namespace."""
    return name.rpartition("}")[2]


def check(element: ElementTree.Element) -> None:
    """The element is as the protocol says, and so is everything in it."""
    allowed = STRUCTURE.get(element.tag)
    if allowed is None:
        assert len(element) == 0
        assert element.text
        if local(element.tag) in ("lastmod", "publication_date"):
            assert MOMENT.fullmatch(element.text)
        if local(element.tag) == "loc":
            assert element.text.startswith("http://localhost:8000/")
            assert len(element.text) < 2048
        return
    found = [local(child.tag) for child in element]
    if local(element.tag) in ("sitemapindex", "urlset"):
        assert set(found) <= {local(allowed[0])}
        assert len(found) <= 50_000
    else:
        known = [name for name in allowed if name.rstrip("?") in found]
        assert found == [name.rstrip("?") for name in known]
        assert {name for name in allowed if not name.endswith("?")} <= set(found)
    for child in element:
        check(child)


def locations(client: Client, url: str) -> list[str]:
    """The addresses in a sitemap or index, which must be well formed."""
    response = client.get(url)
    assert response.status_code == 200, url
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    # Whoever is signed in is told the same, and no cache on the way can know that.
    is_signed_in = bool(client.cookies)
    kept_by = "max-age=300, private" if is_signed_in else "public, max-age=300"
    assert response["Cache-Control"] == kept_by
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own
    check(root)
    found = [element.text or "" for element in root.iter(f"{SITEMAP}loc")]
    return [location.removeprefix("http://localhost:8000") for location in found]


def everything(client: Client) -> list[str]:
    """All addresses of all parts."""
    return [url for part in locations(client, "/sitemap.xml") for url in locations(client, part)]


def test_robots_may_look_at_everything_that_is_for_finding(client: Client, site: object) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300"
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    assert robots.site_maps() == ["http://localhost:8000/sitemap.xml"]
    for path in (
        "/",
        "/news-desk/",
        "/news-desk/feed/rss/",
        "/media/images/x.jpg",
        "/static/x.css",
    ):
        assert robots.can_fetch("any", path), path
    for path in ("/search/?q=x", "/account/login/", "/admin/"):
        assert not robots.can_fetch("any", path), path


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/opensearch.xml", "/llms.txt"])
def test_nobody_writes_to_them(client: Client, site: object, path: str) -> None:
    assert client.post(path).status_code in (403, 405)
    assert client.head(path).status_code == 200


def test_sitemap_lists_what_everybody_may_read_and_nothing_else(
    client: Client, home_page: HomePage, desk: NewsDeskPage, superuser: User
) -> None:
    StandardPageFactory(parent=home_page, slug="about")
    StandardPageFactory(parent=home_page, slug="draft", live=False)
    restrict(StandardPageFactory(parent=home_page, slug="inside"), "Members")
    reading = TopicFactory(name="Reading", slug="reading")
    secret, _unused = TopicFactory(name="Secret"), TopicFactory(name="Unused")
    article = ArticlePageFactory(
        parent=desk, slug="open", source=SourceFactory(name="The Öutlet", slug="the-öutlet")
    )
    article.topics = [reading]
    article.save()
    ArticlePageFactory(parent=desk, slug="draft", live=False)
    private = ArticlePageFactory(parent=desk, slug="private")
    private.topics = [secret]
    private.save()
    restrict(private, "Members")
    closed = NewsDeskPageFactory(parent=home_page, slug="closed")
    ArticlePageFactory(parent=closed, slug="in-closed")
    restrict(closed, "Members")
    client.force_login(superuser)

    assert sorted(everything(client)) == [
        "/",
        "/about/",
        "/news-desk/",
        "/news-desk/open/",
        "/news-desk/sources/the-%C3%B6utlet/",
        "/news-desk/topics/reading/",
    ]


def test_sitemap_says_when_each_page_changed(client: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, slug="open")
    article.save_revision().publish()
    article.refresh_from_db()
    assert article.last_published_at is not None
    changed = article.last_published_at.replace(microsecond=0).isoformat()

    for path in ("/sitemap-articles.xml", "/sitemap.xml"):
        text = client.get(path).content.decode()
        assert changed in re.sub(r"\.\d+\+", "+", text), path


def test_large_section_comes_in_parts(
    client: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "LENGTH", 4)
    for number in range(9):
        ArticlePageFactory(parent=desk, slug=f"a{number}")

    parts = [part for part in locations(client, "/sitemap.xml") if "articles" in part]

    assert parts[:2] == ["/sitemap-articles.xml", "/sitemap-articles.xml?p=2"]
    assert 3 <= len(parts) <= 4
    listed = [locations(client, part) for part in parts]
    assert all(1 <= len(urls) <= 4 for urls in listed)
    urls = [url for part in listed for url in part]
    assert sorted(urls) == [f"/news-desk/a{n}/" for n in range(9)]
    assert client.get(f"/sitemap-articles.xml?p={len(parts) + 1}").status_code == 404

    for article in ArticlePage.objects.exclude(slug="a8"):
        article.delete()
    assert locations(client, parts[0]) == ["/news-desk/a8/"]
    assert client.get(parts[1]).status_code == 404


@pytest.mark.parametrize("p", ["0", "-1", "2", "99999", "999999999", "abc", "1.5", "", "%00", "١"])
def test_part_that_is_none_is_not_found(client: Client, desk: NewsDeskPage, p: str) -> None:
    for section in ("articles", "desks", "news", "pages"):
        assert client.get(f"/sitemap-{section}.xml?p={p}").status_code in (400, 404)


def test_section_that_is_none_is_not_found(client: Client, desk: NewsDeskPage) -> None:
    assert client.get("/sitemap-else.xml").status_code == 404


def test_empty_sections_are_empty(client: Client, desk: NewsDeskPage) -> None:
    assert locations(client, "/sitemap-articles.xml") == []
    assert locations(client, "/sitemap-news.xml") == []


def test_news_are_what_was_shared_today_and_yesterday(client: Client, desk: NewsDeskPage) -> None:
    organisation = Organisation.for_site(desk.get_site())
    organisation.name = "Rooms & Readers"
    organisation.save()
    today = timezone.localdate()
    for age in range(4):
        ArticlePageFactory(
            parent=desk,
            slug=f"age-{age}",
            title=f"<b>Age</b>\x0b & {age}",
            shared_on=today - datetime.timedelta(days=age),
        )

    assert locations(client, "/sitemap-news.xml") == ["/news-desk/age-0/", "/news-desk/age-1/"]
    root = ElementTree.fromstring(client.get("/sitemap-news.xml").content)  # noqa: S314 -- our own
    told = {local(element.tag): element.text for element in root[0].iter()}
    assert told["name"] == "Rooms & Readers"
    assert told["language"] == "en"
    assert told["publication_date"] == today.isoformat()
    assert told["title"] == "<b>Age</b> & 0"


def test_news_grow_old_by_themselves(
    client: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ArticlePageFactory(parent=desk, slug="a", shared_on=timezone.localdate())
    had = {"if-none-match": client.get("/sitemap-news.xml")["ETag"]}
    assert client.get("/sitemap-news.xml", headers=had).status_code == 304

    later = timezone.now() + datetime.timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert client.get("/sitemap-news.xml", headers=had).status_code == 200
    assert locations(client, "/sitemap-news.xml") == []


def test_sitemap_costs_the_same_for_ten_and_a_thousand_articles(
    client: Client, desk: NewsDeskPage
) -> None:
    paths = [f"/sitemap{part}.xml" for part in ("", "-articles", "-desks", "-news", "-pages")]
    add_articles(desk, 10)
    few = {path: len(queries_of(client, path)) for path in paths}
    add_articles(desk, 990)

    assert {path: len(queries_of(client, path)) for path in paths} == few
    # What has to be counted is remembered.
    assert all(number <= 2 for number in few.values()), few


def test_browser_is_told_how_to_search(client: Client, desk: NewsDeskPage) -> None:
    organisation = Organisation.for_site(desk.get_site())
    organisation.name = "Association <of> Reading & Writing Rooms"
    organisation.save()

    page = client.get("/").content.decode()
    [link] = re.findall(r'<link rel="search"[^>]*>', page)
    assert 'type="application/opensearchdescription+xml" href="/opensearch.xml"' in link
    response = client.get("/opensearch.xml")

    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300"
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    # OpenSearch 1.1, draft 6: ShortName of at most 16 characters, Description of at most 1024.
    assert root.tag == f"{namespace}OpenSearchDescription"
    assert root.findtext(f"{namespace}ShortName") == "Association <of>"
    assert root.findtext(f"{namespace}Description") == (
        "Search Association <of> Reading & Writing Rooms"
    )
    url = root.find(f"{namespace}Url")
    assert url is not None
    assert url.attrib == {
        "type": "text/html",
        "template": "http://localhost:8000/search/?q={searchTerms}",
    }
