"""What stands in the calendar, and on which day."""

from __future__ import annotations

import datetime

from django.test import Client
from pytest_django.fixtures import Settings

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory
from tests.news.overview.calendar.planned import DAY, HOUR, NOW, changes_scheduled, draft, scheduled
from tests.news.overview.calendar.shown import cells, page_of


def test_each_thing_stands_on_its_day(edith: Client, desk: NewsDeskPage) -> None:
    scheduled(desk, NOW + DAY, title="Scheduled")
    changes_scheduled(desk, NOW + DAY + HOUR, title="Public", shared_on=datetime.date(2026, 12, 1))
    draft(desk, go_live_at=NOW + 2 * DAY, title="Planned")
    ArticlePageFactory(
        parent=desk,
        title="Expiring",
        shared_on=datetime.date(2026, 11, 30),
        expire_at=NOW + 3 * DAY,
    )
    ArticlePageFactory(parent=desk, title="Another month", shared_on=datetime.date(2026, 10, 1))
    draft(desk, title="Without a plan")
    draft(desk, go_live_at=NOW - HOUR, title="Its plan went by")

    assert cells(edith) == {
        "2026-11-30": ["published  Expiring"],
        "2026-12-01": ["published  Public"],
        "2026-12-04": ["scheduled noon Scheduled", "scheduled 1 p.m. Changed"],
        "2026-12-05": ["planned noon Planned"],
        "2026-12-06": ["expiry noon Expiring"],
    }


def test_changes_of_a_public_article_that_are_only_planned_are_there(
    edith: Client, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory(parent=desk)
    article.save_revision().publish()
    version = ArticlePage.objects.get(pk=article.pk)
    version.title, version.go_live_at = "Planned changes", NOW + DAY
    version.save_revision()

    assert cells(edith) == {"2026-12-04": ["planned noon Planned changes"]}


def test_article_published_on_its_day_has_the_time(edith: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, shared_on=NOW.date(), title="Today's")
    article.save_revision().publish()
    ArticlePage.objects.update(first_published_at=NOW - HOUR)

    assert cells(edith) == {"2026-12-03": ["published 11 a.m. Today's"]}


def test_times_are_the_sites_whatever_zone_a_person_prefers(
    edith: Client, editor: User, desk: NewsDeskPage, settings: Settings
) -> None:
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor)
    profile.current_time_zone = "America/New_York"
    profile.save()
    settings.TIME_ZONE = "Europe/Berlin"
    late = datetime.datetime(2026, 12, 10, 23, 30, tzinfo=datetime.UTC)
    scheduled(desk, late, title="After midnight")

    assert cells(edith) == {"2026-12-11": ["scheduled 12:30 a.m. After midnight"]}
    assert "Europe/Berlin" in page_of(edith)


def test_end_of_an_embargo_stands_on_its_day(edith: Client, desk: NewsDeskPage) -> None:
    draft(desk, embargoed_until=NOW + DAY, title="Kept back")

    assert cells(edith) == {"2026-12-04": ["embargo noon Kept back"]}
