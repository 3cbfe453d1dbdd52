"""What pages tell other sites and feed readers in their heads."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.core.files.base import ContentFile
from django.test import Client

from home.models import HomePage, Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage, ShareImage
from tests.factories import (
    ArticlePageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)

HOST = "http://localhost:8000"


def head_of(client: Client, url: str) -> Element:
    """A page's head."""
    response = client.get(url)
    assert response.status_code == 200, url
    head = html5lib.parse(response.content, namespaceHTMLElements=False).find("head")
    assert head is not None
    return head


def card_of(client: Client, url: str) -> dict[str, str]:
    """A page's card: each property once."""
    found = [
        (meta.get("property") or meta.get("name") or "", meta.get("content") or "")
        for meta in head_of(client, url).iter("meta")
    ]
    card = [(name, value) for name, value in found if name.startswith(("og:", "twitter:"))]
    assert len(card) == len(dict(card))
    return dict(card)


def alternates_of(client: Client, url: str) -> dict[str, str]:
    """Where a page says that it is to be had in other forms, by type."""
    links = head_of(client, url).findall("link[@rel='alternate']")
    found = [(link.get("type") or "", link.get("href") or "") for link in links]
    assert len(found) == len(dict(found))
    return dict(found)


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article on a site with a name."""
    Organisation.objects.create(site=desk.get_site(), name="Reading Rooms")
    article = ArticlePageFactory(
        parent=desk,
        title="Libraries & “doors”",
        slug="open",
        summary="All <nine> of them.",
        source=SourceFactory(name="The Outlet", slug="outlet", description="Since 1901."),
    )
    article.topics = [TopicFactory(name="Reading", slug="réading")]
    article.save()
    return article


def test_article_has_a_card(client: Client, article: ArticlePage) -> None:
    assert card_of(client, article.url) == {
        "og:type": "article",
        "og:title": "Libraries & “doors”",
        "og:url": f"{HOST}/news-desk/open/",
        "og:site_name": "Reading Rooms",
        "og:description": "All <nine> of them.",
        "twitter:card": "summary",
    }


def test_card_shows_the_picture_made_for_sharing(client: Client, article: ArticlePage) -> None:
    share = ShareImage.objects.create(
        article=article, file=ContentFile(b"x", name="x.png"), made_of="x"
    )

    card = card_of(client, article.url)

    assert card["og:image"] == HOST + share.file.url
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert card["og:image:alt"] == "Libraries & “doors”"
    assert card["twitter:card"] == "summary_large_image"


def test_private_article_shows_others_no_picture(
    client: Client, article: ArticlePage, member: User
) -> None:
    ShareImage.objects.create(article=article, file=ContentFile(b"x", name="x.png"), made_of="x")
    restrict(article, "Members")

    assert "og:image" not in card_of(client, article.url)
    client.force_login(member)
    assert "og:image" not in card_of(client, article.url)


def test_lists_and_pages_have_cards(
    client: Client, article: ArticlePage, desk: NewsDeskPage, home_page: HomePage
) -> None:
    desk.introduction = "What we share."
    desk.save()
    StandardPageFactory(parent=home_page, title="About", slug="about", introduction="Who we are.")
    expected = {
        "/": ("Reading Rooms", "/", None),
        "/about/": ("About", "/about/", "Who we are."),
        "/news-desk/": ("News Desk", "/news-desk/", "What we share."),
        "/news-desk/topics/réading/": ("Reading", "/news-desk/topics/r%C3%A9ading/", None),
        "/news-desk/sources/outlet/": ("The Outlet", "/news-desk/sources/outlet/", "Since 1901."),
    }

    for path, (title, url, description) in expected.items():
        card = card_of(client, path)
        assert card["og:type"] == "website"
        assert (card["og:title"], card["og:url"]) == (title, HOST + url)
        assert card.get("og:description") == description


def test_pages_name_their_feeds_and_articles_their_text(
    client: Client, article: ArticlePage
) -> None:
    def feeds(start: str) -> dict[str, str]:
        return {
            "application/rss+xml": f"{start}feed/rss/",
            "application/atom+xml": f"{start}feed/atom/",
            "application/feed+json": f"{start}feed/json/",
        }

    assert alternates_of(client, "/") == {}
    assert alternates_of(client, "/news-desk/") == feeds("/news-desk/")
    for path in ("/news-desk/topics/r%C3%A9ading/", "/news-desk/sources/outlet/"):
        assert alternates_of(client, path) == feeds(path)
    assert alternates_of(client, "/news-desk/open/") == {
        **feeds("/news-desk/"),
        "text/markdown": "/news-desk/open/index.md",
    }
    for path in ("/news-desk/open/", "/news-desk/topics/réading/", "/news-desk/sources/outlet/"):
        for address in alternates_of(client, path).values():
            assert client.get(address).status_code == 200, address


def test_desk_for_members_names_no_feeds(
    client: Client, article: ArticlePage, desk: NewsDeskPage, member: User
) -> None:
    restrict(desk, "Members")
    client.force_login(member)

    assert alternates_of(client, "/news-desk/") == {}
    assert set(alternates_of(client, article.url)) == {"text/markdown"}
