"""An article on the same piece is shown to who may see it, and never forbidden."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, NewsDeskPageFactory
from tests.news.deskwork import least
from tests.queries import queries_of

ADDRESS = "https://www.example.org/news/bookshop"
HEADLINE = "A village in the dale buys its own bookshop"


def ask(client: Client, **asked: Any) -> list[dict[str, Any]]:
    """What the form is told."""
    found: list[dict[str, Any]] = client.get(reverse("news_writing:find_doubles"), asked).json()[
        "doubles"
    ]
    return found


def test_same_address_in_other_clothes_is_noticed(edith: Client, desk: NewsDeskPage) -> None:
    day = datetime.date(2025, 3, 3)
    article = ArticlePageFactory(parent=desk, title="Ours", source_url=ADDRESS, shared_on=day)

    [double] = ask(edith, address="http://example.org/news/bookshop/?utm_source=mail#top")

    assert double["title"] == "Ours"
    assert double["words"] == "Shared on March 3, 2025"
    assert double["same_address"]
    assert double["edit_url"] == reverse("wagtailadmin_pages:edit", args=[article.pk])


@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE,
        HEADLINE.upper(),
        "“A village in the dale buys its own bookshop”",
        "A village in the dale buys its bookshop",
        "Its own bookshop: a village in the dale buys",
    ],
)
@pytest.mark.parametrize("kept_as", ["title", "source_headline"])
def test_nearly_the_same_headline_is_noticed(
    edith: Client, desk: NewsDeskPage, headline: str, kept_as: str
) -> None:
    ArticlePageFactory(parent=desk, live=False, **{kept_as: HEADLINE})

    [double] = ask(edith, headline=headline)

    assert not double["same_address"]
    assert double["words"] == "A draft, not published"
    assert double["view_url"] == ""


def test_others_and_the_article_itself_are_not_named(edith: Client, desk: NewsDeskPage) -> None:
    own = ArticlePageFactory(parent=desk, title=HEADLINE, source_url=ADDRESS)
    ArticlePageFactory(parent=desk, title="A town in the hills sells its own museum")

    assert ask(edith, address=ADDRESS, headline=HEADLINE, article=own.pk) == []
    assert ask(edith, address="", headline="") == []
    assert ask(edith, address="nonsense", headline="Its", article="x") == []


def test_what_an_editor_may_not_explore_is_not_named(
    edith: Client, desk: NewsDeskPage, home_page: Any
) -> None:
    other = NewsDeskPageFactory(parent=home_page, title="Other", slug="other")
    ArticlePageFactory(parent=other, title=HEADLINE, source_url=ADDRESS)
    assert len(ask(edith, address=ADDRESS)) == 1

    GroupPagePermission.objects.filter(page=other).delete()

    assert ask(edith, address=ADDRESS, headline=HEADLINE) == []


def test_double_is_not_forbidden(edith: Client, desk: NewsDeskPage, add: str) -> None:
    ArticlePageFactory(parent=desk, source_url=ADDRESS)

    assert edith.post(add, least(source_url=ADDRESS)).status_code == 302
    assert ArticlePage.objects.filter(source_url=ADDRESS).count() == 2


def test_asking_takes_no_more_queries_among_many(edith: Client, desk: NewsDeskPage) -> None:
    address = reverse("news_writing:find_doubles")
    ask_both = f"{address}?{urlencode({'address': ADDRESS, 'headline': HEADLINE})}"
    few = len(queries_of(edith, ask_both))
    for _ in range(10):
        ArticlePageFactory(parent=desk)

    assert len(queries_of(edith, ask_both)) == few
