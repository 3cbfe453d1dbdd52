"""What is not moved in the calendar, and what is said of it."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import PageLogEntry, Workflow

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.overview.calendar.kinds import Kind
from news.overview.calendar.log_actions import MOVED
from news.overview.calendar.moving import MoveError, move
from tests.news.overview.calendar.moves import plan_of, post
from tests.news.overview.calendar.planned import DAY, HOUR, NOW, draft, scheduled
from tests.news.overview.calendar.shown import page_of


def test_moving_twice_from_the_same_calendar_is_told(edith: Client, desk: NewsDeskPage) -> None:
    article = scheduled(desk, NOW + DAY, title="Moved")
    seen = plan_of(article)
    post(edith, seen, NOW + 2 * DAY)

    page = post(edith, seen, NOW + 3 * DAY)

    assert "has been changed meanwhile, and is planned for December 5, 2026, noon" in page
    revision = ArticlePage.objects.get(pk=article.pk).scheduled_revision
    assert revision
    assert revision.approved_go_live_at == NOW + 2 * DAY


def test_what_is_no_longer_planned_is_not_moved(editor: User, desk: NewsDeskPage) -> None:
    article = scheduled(desk, NOW + DAY)
    seen = plan_of(article)
    article.revisions.update(approved_go_live_at=None)

    with pytest.raises(MoveError, match="no longer planned"):
        move(seen, NOW + 2 * DAY, editor)


def test_draft_somebody_has_saved_meanwhile_is_not_moved(editor: User, desk: NewsDeskPage) -> None:
    article = draft(desk, go_live_at=NOW + DAY)
    seen = plan_of(article, Kind.PLANNED)
    ArticlePage.objects.get(pk=article.pk).save_revision()

    with pytest.raises(MoveError, match="changed meanwhile"):
        move(seen, NOW + 2 * DAY, editor)


def test_draft_approved_meanwhile_is_not_moved_as_a_draft(editor: User, desk: NewsDeskPage) -> None:
    article = draft(desk, go_live_at=NOW + DAY)
    seen = plan_of(article, Kind.PLANNED)
    article.latest_revision.publish()

    with pytest.raises(MoveError, match="changed meanwhile"):
        move(seen, NOW + 2 * DAY, editor)


def test_draft_in_review_is_not_moved(edith: Client, editor: User, desk: NewsDeskPage) -> None:
    article = draft(desk, go_live_at=NOW + DAY, title="Reviewed")
    workflow = Workflow.objects.get()
    workflow.start(article, editor)
    article = ArticlePage.objects.get(pk=article.pk)

    with pytest.raises(MoveError, match="is being reviewed"):
        move(plan_of(article, Kind.PLANNED), NOW + 2 * DAY, editor)
    page = page_of(edith)
    assert "Planned draft, in review" in page
    assert "calendar-move" not in page


@pytest.mark.parametrize("to", [NOW, NOW - DAY], ids=["now", "yesterday"])
def test_nothing_is_moved_into_the_past(
    edith: Client, desk: NewsDeskPage, to: datetime.datetime
) -> None:
    article = scheduled(desk, NOW + DAY)

    assert "has passed. Choose a moment to come." in post(edith, plan_of(article), to)

    assert plan_of(ArticlePage.objects.get(pk=article.pk)).moment == NOW + DAY


@pytest.mark.parametrize("kind", [Kind.SCHEDULED, Kind.PLANNED])
def test_nothing_is_moved_behind_its_expiry(editor: User, desk: NewsDeskPage, kind: Kind) -> None:
    make = scheduled if kind is Kind.SCHEDULED else draft
    article = (
        make(desk, go_live_at=NOW + DAY, expire_at=NOW + 2 * DAY)
        if make is draft
        else (scheduled(desk, NOW + DAY, expire_at=NOW + 2 * DAY))
    )

    with pytest.raises(MoveError, match="expires on December 5, 2026, noon, before"):
        move(plan_of(article, kind), NOW + 2 * DAY, editor)
    move(plan_of(article, kind), NOW + 2 * DAY - HOUR, editor)


def test_locked_article_is_moved_by_whoever_locked_it_only(
    editor: User, superuser: User, desk: NewsDeskPage
) -> None:
    article = scheduled(desk, NOW + DAY)
    ArticlePage.objects.update(locked=True, locked_by=superuser)

    with pytest.raises(MoveError, match="is locked"):
        move(plan_of(article), NOW + 2 * DAY, editor)
    move(plan_of(article), NOW + 2 * DAY, superuser)


def test_who_may_not_publish_moves_nothing(
    client: Client, desk: NewsDeskPage, member: User, stranger: User
) -> None:
    article = scheduled(desk, NOW + DAY)

    for person in (member, stranger):
        with pytest.raises(PermissionDenied):
            move(plan_of(article), NOW + 2 * DAY, person)
        client.force_login(person)
        post(client, plan_of(article), NOW + 2 * DAY)

    assert plan_of(ArticlePage.objects.get(pk=article.pk)).moment == NOW + DAY
    assert not PageLogEntry.objects.filter(action=MOVED).exists()


def test_who_may_only_draft_moves_own_drafts_and_nothing_approved(
    desk: NewsDeskPage, stranger: User
) -> None:
    from django.apps import apps
    from django.contrib.auth.models import Group

    from members.rights import grant_on_page

    Group.objects.create(name="Drafters").user_set.add(stranger)
    grant_on_page(apps, "Drafters", desk.pk, ["add"])
    stranger = User.objects.get(pk=stranger.pk)
    own = draft(desk, go_live_at=NOW + DAY, owner=stranger)
    others = draft(desk, go_live_at=NOW + DAY)
    approved = scheduled(desk, NOW + DAY, owner=stranger)

    move(plan_of(own, Kind.PLANNED), NOW + 2 * DAY, stranger)
    for plan in (plan_of(others, Kind.PLANNED), plan_of(approved)):
        with pytest.raises(PermissionDenied):
            move(plan, NOW + 2 * DAY, stranger)


def test_deleted_article_is_told_of(editor: User, desk: NewsDeskPage) -> None:
    article = scheduled(desk, NOW + DAY)
    seen = plan_of(article)
    article.delete()

    with pytest.raises(MoveError, match="deleted"):
        move(seen, NOW + 2 * DAY, editor)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"day": ""}, "Please give a day."),
        ({"day": "2026-02-30"}, "This is no day."),
        ({"time": "25:00"}, "This is no time."),
        ({"time": ""}, "Please give a time."),
        ({"kind": "published"}, "Nothing was moved."),
        ({"version": "x"}, "Nothing was moved."),
        ({"moment": "yesterday"}, "Nothing was moved."),
    ],
)
def test_faulty_form_moves_nothing_and_says_why(
    edith: Client, desk: NewsDeskPage, changed: dict[str, str], told: str
) -> None:
    article = scheduled(desk, NOW + DAY)

    assert told in post(edith, plan_of(article), NOW + 2 * DAY, **changed)
    assert plan_of(ArticlePage.objects.get(pk=article.pk)).moment == NOW + DAY


@pytest.mark.parametrize("kind", [Kind.SCHEDULED, Kind.PLANNED])
def test_nothing_is_moved_before_the_end_of_its_embargo(
    edith: Client, editor: User, desk: NewsDeskPage, kind: Kind
) -> None:
    fields = {"embargoed_until": NOW + DAY, "title": "Kept back"}
    if kind is Kind.SCHEDULED:
        article = scheduled(desk, NOW + 2 * DAY, **fields)
    else:
        article = draft(desk, go_live_at=NOW + 2 * DAY, **fields)

    page = post(edith, plan_of(article, kind), NOW + DAY - HOUR)

    assert "“Kept back” was not moved: it is under embargo until" in page
    assert plan_of(ArticlePage.objects.get(pk=article.pk), kind).moment == NOW + 2 * DAY
    move(plan_of(article, kind), NOW + DAY, editor)
