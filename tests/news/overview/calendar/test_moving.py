"""What is moved goes live at its new moment, and the form leads back to the calendar."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import PageLogEntry

from core.scheduling import publish_due
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.overview.calendar.kinds import Kind
from news.overview.calendar.log_actions import MOVED
from news.overview.calendar.moving import move
from tests.news.overview.calendar.moves import plan_of, post, sent
from tests.news.overview.calendar.planned import (
    DAY,
    HOUR,
    NOW,
    changes_scheduled,
    draft,
    scheduled,
    set_clock,
)
from tests.news.overview.calendar.shown import CALENDAR, page_of


def test_approved_version_goes_live_to_the_minute_it_was_moved_to(
    edith: Client, editor: User, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = scheduled(desk, NOW + DAY, title="Moved")
    approved = article.scheduled_revision
    assert approved
    to = NOW + 2 * DAY + HOUR

    page = post(edith, plan_of(article), to)

    assert "“Moved” goes live on December 5, 2026, 1 p.m. now." in page
    set_clock(monkeypatch, NOW + DAY)
    assert publish_due() == 0
    set_clock(monkeypatch, to - datetime.timedelta(seconds=1))
    assert publish_due() == 0
    set_clock(monkeypatch, to)
    assert publish_due() == 1
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert article.live_revision == approved
    assert article.revisions.count() == 1
    entry = PageLogEntry.objects.get(action=MOVED)
    assert entry.user == editor
    assert entry.revision_id == approved.pk
    assert entry.message == (
        "Moved going live from December 4, 2026, noon to December 5, 2026, 1 p.m."
    )


def test_approved_changes_of_a_public_article_are_moved(
    editor: User, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = changes_scheduled(desk, NOW + DAY)

    move(plan_of(article), NOW + HOUR, editor)

    assert ArticlePage.objects.get(pk=article.pk).go_live_at is None
    set_clock(monkeypatch, NOW + HOUR)
    assert publish_due() == 1
    assert ArticlePage.objects.get(pk=article.pk).title == "Changed"


def test_moved_article_shows_its_new_moment_in_the_editor(
    edith: Client, editor: User, desk: NewsDeskPage
) -> None:
    article = scheduled(desk, NOW + DAY)

    move(plan_of(article), NOW + 5 * DAY, editor)

    assert ArticlePage.objects.get(pk=article.pk).go_live_at == NOW + 5 * DAY
    page = edith.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "December 8, 2026" in page


def test_planned_draft_is_moved_with_a_version_of_its_own(editor: User, desk: NewsDeskPage) -> None:
    article = draft(desk, go_live_at=NOW + DAY, source=None)
    before = article.latest_revision

    move(plan_of(article, Kind.PLANNED), NOW + 3 * DAY, editor)

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.latest_revision != before
    assert article.latest_revision.user == editor
    assert article.get_latest_revision_as_object().go_live_at == NOW + 3 * DAY
    assert article.go_live_at == NOW + 3 * DAY
    assert not article.approved_schedule
    assert not article.live
    words = ("title", "body", "summary")
    assert all(article.latest_revision.content[name] == before.content[name] for name in words)


def test_time_that_the_change_of_clocks_leaves_out_is_refused(
    edith: Client, desk: NewsDeskPage, settings: Settings
) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    article = scheduled(desk, NOW + DAY)

    page = post(edith, plan_of(article), NOW, day="2027-03-28", time="02:30")

    assert "Nothing was moved." in page
    page = post(edith, plan_of(article), NOW, day="2027-03-28", time="03:30")
    moved = datetime.datetime(2027, 3, 28, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert plan_of(ArticlePage.objects.get(pk=article.pk)).moment == moved


def test_moving_leads_back_to_where_it_was_asked_for_and_nowhere_else(
    edith: Client, desk: NewsDeskPage
) -> None:
    article = scheduled(desk, NOW + DAY)
    address = reverse("news_calendar:move", args=[article.pk])
    elsewhere = edith.post(address, sent(plan_of(article), NOW, next="https://evil.example/"))
    back = edith.post(address, sent(plan_of(article), NOW))

    assert elsewhere.headers["Location"] == CALENDAR
    assert back.headers["Location"] == f"{CALENDAR}?month=2026-12"
    assert edith.get(address).status_code == 405


def test_form_in_the_page_says_what_was_seen(edith: Client, desk: NewsDeskPage) -> None:
    article = scheduled(desk, NOW + DAY)
    page = page_of(edith)

    fields = dict(
        re.findall(r'<input type="(?:hidden|date|time)" name="(\w+)" value="([^"]+)"', page)
    )
    plan = plan_of(article)
    assert fields["version"] == str(plan.version)
    assert datetime.datetime.fromisoformat(fields["moment"]) == plan.moment
    assert (fields["day"], fields["time"]) == ("2026-12-04", "12:00")
