"""Every surface tells the wording that was recorded, and no other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from news.models import ArticlePage, Disclaimer, NewsDeskPage
from tests.factories import DisclaimerFactory
from tests.news.disclaimers.words import add_wording, draft_on, publish, tomorrow, within
from tests.queries import queries_of

FEEDS = ["rss", "atom", "json"]


@pytest.fixture
def article(desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer) -> ArticlePage:
    """An article with a disclaimer under it and another within its text, both since renewed."""
    desk.feeds_in_full = True
    desk.save()
    article = publish(draft_on(desk, body=within(other)))
    add_wording(standing, "Second words.")
    add_wording(other, "Newer words.")
    return article


@pytest.mark.parametrize("surface", ["page", "index.md", "api", "search", *FEEDS])
def test_surface_tells_what_was_recorded(
    client: Client, article: ArticlePage, surface: str
) -> None:
    # Saved once more, as by a script.
    ArticlePage.objects.get(pk=article.pk).save()
    addresses = {
        "page": article.url,
        "index.md": f"{article.url}index.md",
        "api": f"/api/v2/pages/{article.pk}/",
        **{form: f"/news-desk/feed/{form}/" for form in FEEDS},
    }
    if surface == "search":
        told = "First words." + ArticlePage.objects.get(pk=article.pk).plain_text
    else:
        told = client.get(addresses[surface]).content.decode()

    assert "First words." in told
    assert "Other words." in told
    assert "Second words." not in told
    assert "Newer words." not in told


def test_search_finds_an_article_by_what_stands_within_its_text(
    client: Client, article: ArticlePage
) -> None:
    assert article.title in client.get("/search/?q=Other+words").content.decode()
    assert article.title not in client.get("/search/?q=Newer+words").content.decode()


def test_preview_shows_what_the_draft_would_take(
    client: Client, superuser: User, desk: NewsDeskPage, standing: Disclaimer, other: Disclaimer
) -> None:
    client.force_login(superuser)
    new = draft_on(desk, body=within(other))
    old = publish(draft_on(desk))
    add_wording(standing, "Second words.")
    add_wording(standing, "Not yet.", tomorrow())
    old.disclaimer = other
    old.save_revision()
    add_wording(other, "Newer words.")

    previews = {
        page: client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
        for page in (new, old)
    }

    assert "Second words." in previews[new]
    assert "Newer words." in previews[new]
    assert "Not yet." not in previews[new]
    assert "Newer words." in previews[old]
    assert "Second words." not in previews[old]
    assert "First words." in client.get(old.url).content.decode()


def test_recorded_wordings_come_with_the_article(
    client: Client, desk: NewsDeskPage, article: ArticlePage
) -> None:
    many = [DisclaimerFactory.create() for _ in range(5)]
    plain = publish(draft_on(desk, body=within(many[0])))
    full = publish(draft_on(desk, body=within(*many)))

    few = queries_of(client, plain.url)

    assert len(queries_of(client, full.url)) == len(few)
    assert not [sql for sql in few if 'FROM "news_recordedwording"' in sql[:200]]


def test_feed_in_full_asks_once_for_the_wordings_of_all_its_articles(
    client: Client, desk: NewsDeskPage, article: ArticlePage, other: Disclaimer
) -> None:
    few = len(queries_of(client, "/news-desk/feed/rss/"))
    for _ in range(4):
        publish(draft_on(desk, body=within(other)))

    assert len(queries_of(client, "/news-desk/feed/rss/")) == few
