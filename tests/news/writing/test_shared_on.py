"""The day an article is shared on follows its first publication unless somebody named one."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, SourceFactory
from tests.news.deskwork import PUBLISH, least

Clock = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have it be noon of a day."""

    def set_to(day: str) -> None:
        noon = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return set_to


def edit_of(article: ArticlePage) -> str:
    """Where it is edited."""
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_article_is_shared_on_the_day_it_first_goes_public(
    edith: Client, add: str, at: Clock
) -> None:
    source = SourceFactory.create()
    at("2026-03-02")
    edith.post(add, least(shared_on="", source=source.pk))
    article = ArticlePage.objects.get()
    assert article.shared_on == datetime.date(2026, 3, 2)

    at("2026-03-05")
    edith.post(edit_of(article), least(shared_on="", source=source.pk, **PUBLISH))
    article.refresh_from_db()
    assert article.shared_on == datetime.date(2026, 3, 5)

    at("2026-03-09")
    article.get_latest_revision().publish()
    article.refresh_from_db()
    assert article.shared_on == datetime.date(2026, 3, 5)
    assert 'value="2026-03-05"' in edith.get(edit_of(article)).content.decode()


def test_draft_published_untouched_is_shared_on_that_day(
    edith: Client, add: str, at: Clock
) -> None:
    """As by an approval, which publishes what was stored days ago."""
    at("2026-03-02")
    edith.post(add, least(shared_on="", source=SourceFactory.create().pk))

    at("2026-03-05")
    ArticlePage.objects.get().get_latest_revision().publish()

    assert ArticlePage.objects.get().shared_on == datetime.date(2026, 3, 5)


def test_scheduled_article_stands_under_the_day_it_is_to_go_live(
    edith: Client, add: str, at: Clock
) -> None:
    at("2026-03-02")
    later = "2026-03-10 09:00"
    source = SourceFactory.create().pk
    edith.post(add, least(shared_on="", source=source, go_live_at=later, **PUBLISH))

    assert ArticlePage.objects.get().shared_on == datetime.date(2026, 3, 10)


def test_day_somebody_named_stays(edith: Client, add: str, at: Clock) -> None:
    at("2026-03-02")
    edith.post(add, least(shared_on="2026-01-15", source=SourceFactory.create().pk))

    at("2026-03-05")
    ArticlePage.objects.get().get_latest_revision().publish()

    assert ArticlePage.objects.get().shared_on == datetime.date(2026, 1, 15)


def test_day_given_by_code_stays(desk: NewsDeskPage, at: Clock) -> None:
    at("2026-03-05")
    article = ArticlePageFactory(parent=desk, shared_when_public=True, live=False)
    assert article.shared_on == datetime.date(2026, 3, 5)

    article.share_on(datetime.date(2025, 12, 24))
    article.save_revision().publish()

    assert ArticlePage.objects.get().shared_on == datetime.date(2025, 12, 24)


def test_unpublished_and_published_again_keeps_its_day(edith: Client, add: str, at: Clock) -> None:
    at("2026-03-02")
    edith.post(add, least(shared_on="", source=SourceFactory.create().pk, **PUBLISH))
    article = ArticlePage.objects.get()
    article.unpublish()

    at("2026-03-20")
    article.get_latest_revision().publish()

    assert ArticlePage.objects.get().shared_on == datetime.date(2026, 3, 2)


def test_new_form_says_which_disclaimer_and_which_day(edith: Client, add: str) -> None:
    page = edith.get(add).content.decode()

    assert "Leave empty for the day on which it goes public." in page
    assert "no standing disclaimer" in page or "Leave empty for the desk" in page
