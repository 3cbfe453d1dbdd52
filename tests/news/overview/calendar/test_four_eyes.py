"""Moving in the calendar and the four-eyes rule."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from members.models import User
from news.models import ArticlePage, Authorship, NewsDeskPage, Publishing
from news.overview.calendar.kinds import Kind
from news.overview.calendar.log_actions import MOVED
from news.overview.calendar.moving import move
from news.review.four_eyes import may_make_public
from tests.factories import UserFactory
from tests.news.overview.calendar.moves import plan_of, post
from tests.news.overview.calendar.planned import DAY, NOW, draft, scheduled


@pytest.fixture
def _four_eyes(desk: NewsDeskPage) -> None:
    """The rule is on."""
    publishing = Publishing.load()
    publishing.four_eyes = True
    publishing.save()


@pytest.mark.usefixtures("_four_eyes")
def test_moving_makes_nobody_an_author(editor: User, desk: NewsDeskPage) -> None:
    writer = UserFactory.create(groups=["Editors"])
    article = draft(desk, go_live_at=NOW + DAY)
    article.save_revision(user=writer)
    article = ArticlePage.objects.get(pk=article.pk)

    move(plan_of(article, Kind.PLANNED), NOW + 2 * DAY, editor)

    assert may_make_public(editor, article)


@pytest.mark.usefixtures("_four_eyes")
def test_what_was_approved_stays_approved_for_later_whoever_moves_it(
    client: Client, editor: User, desk: NewsDeskPage
) -> None:
    article = scheduled(desk, NOW + DAY, title="Approved")
    Authorship.objects.create(page=article, account=editor, wrote_at=NOW)
    client.force_login(editor)

    assert "goes live on December 5" in post(client, plan_of(article), NOW + 2 * DAY)


@pytest.mark.usefixtures("_four_eyes")
def test_author_who_brings_own_work_forward_is_told_why_not(
    client: Client, editor: User, desk: NewsDeskPage
) -> None:
    article = scheduled(desk, NOW + 2 * DAY, title="Approved")
    Authorship.objects.create(page=article, account=editor, wrote_at=NOW)
    client.force_login(editor)

    page = post(client, plan_of(article), NOW + DAY)

    assert "You wrote or edited this version" in page
    assert plan_of(ArticlePage.objects.get(pk=article.pk)).moment == NOW + 2 * DAY
    assert not PageLogEntry.objects.filter(action=MOVED).exists()
