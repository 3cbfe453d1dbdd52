"""A correction is withdrawn, with a reason that stays in the log."""

from __future__ import annotations

import datetime
import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from members.models import User
from news.corrections.log_actions import WITHDRAWN
from news.corrections.telling import withdraw
from news.models import ArticlePage, Correction
from tests.factories import UserFactory
from tests.news.corrections.correcting import TODAY, WORDS, publish, read, told


def withdrawal(article: ArticlePage) -> str:
    """Where its correction is withdrawn."""
    return reverse("news_corrections:withdraw", args=[article.corrections.get().pk])


def test_correction_is_withdrawn_with_a_reason_that_stays_in_the_log(
    edith: Client, editor: User, article: ArticlePage
) -> None:
    publish(article)
    address = withdrawal(article)

    asked = html.unescape(edith.get(address).content.decode())
    assert WORDS in asked
    assert Correction.objects.exists()
    refused = edith.post(address, {"reason": " "})
    assert "This field is required" in refused.content.decode()
    assert Correction.objects.exists()
    done = edith.post(address, {"reason": "Names a child."}, follow=True)

    assert "no longer told" in done.content.decode()
    assert "Correct" not in read(article)
    assert ArticlePage.objects.get().corrected_on is None
    entry = PageLogEntry.objects.get(action=WITHDRAWN)
    assert entry.user == editor
    assert entry.message == (f"Withdrew the correction “{WORDS}” of 2026-12-03: Names a child.")
    assert edith.post(address, {"reason": "Again."}).status_code == 404


def test_earlier_correction_stays_when_the_last_is_withdrawn(
    article: ArticlePage, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(article)
    later = datetime.datetime(2026, 12, 9, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish(article, correction="Wrong itself.")

    withdraw(article.corrections.get(text="Wrong itself."), user=editor, reason="Wrong.")

    page = read(article)
    assert WORDS in page
    assert "Wrong itself." not in page
    assert ArticlePage.objects.get().corrected_on == TODAY


@pytest.mark.parametrize("groups", [["Members"], []])
def test_nobody_withdraws_who_could_not_publish(
    client: Client, article: ArticlePage, groups: list[str]
) -> None:
    publish(article)
    client.force_login(UserFactory.create(groups=groups))

    response = client.post(withdrawal(article), {"reason": "Because."})

    assert response.status_code in (302, 403)
    assert told(article) == [WORDS]


def test_locked_article_keeps_its_correction(
    edith: Client, administrator: User, article: ArticlePage
) -> None:
    publish(article)
    ArticlePage.objects.update(locked=True, locked_by=administrator)

    edith.post(withdrawal(article), {"reason": "Because."})

    assert told(article) == [WORDS]
