"""The calendar: what stands on which day, for whom, and what happens when something is moved."""

from __future__ import annotations

import datetime
import html
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.fixtures import Settings
from wagtail.models import PageLogEntry, Workflow

from core.scheduling import publish_due
from members.models import User
from news.models import ArticlePage, Authorship, NewsDeskPage, Publishing
from news.overview.calendar.kinds import Kind
from news.overview.calendar.log_actions import MOVED
from news.overview.calendar.months import Month, weekdays
from news.overview.calendar.moving import MoveError, Plan, move
from news.review.four_eyes import may_make_public
from tests.factories import (
    ArticlePageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
)
from tests.queries import queries_of

NOW = datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
CALENDAR = "/admin/news/calendar/"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon of a Thursday in December."""
    set_clock(monkeypatch, NOW)


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime.datetime) -> None:
    """Have it be another moment."""
    monkeypatch.setattr(timezone, "now", lambda: now)


def draft(desk: NewsDeskPage, **fields: Any) -> ArticlePage:
    """An article that nobody has seen yet, with its version."""
    article = ArticlePageFactory(parent=desk, live=False, first_published_at=None, **fields)
    article.save_revision(clean=False)
    return ArticlePage.objects.get(pk=article.pk)


def scheduled(desk: NewsDeskPage, at: datetime.datetime, **fields: Any) -> ArticlePage:
    """An article of which a version is approved to go live at a moment."""
    article = draft(desk, go_live_at=at, **fields)
    article.latest_revision.publish()
    return ArticlePage.objects.get(pk=article.pk)


def changes_scheduled(desk: NewsDeskPage, at: datetime.datetime, **fields: Any) -> ArticlePage:
    """A public article of which changes are approved to go live at a moment."""
    article = ArticlePageFactory(parent=desk, **fields)
    article.save_revision().publish()
    version = ArticlePage.objects.get(pk=article.pk)
    version.title, version.go_live_at = "Changed", at
    version.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def cells(client: Client, **query: Any) -> dict[str, list[str]]:
    """What stands in the calendar, by day: kind, time and headline."""
    response = client.get(CALENDAR, query)
    assert response.status_code == 200
    days = [day for week in response.context["weeks"] for day in week]
    return {
        day.date.isoformat(): [f"{e.kind} {e.time} {e.title}" for e in day.entries]
        for day in days
        if day.entries
    }


def page_of(client: Client, **query: Any) -> str:
    """The calendar as a browser shows it."""
    return html.unescape(client.get(CALENDAR, query).content.decode())


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


def test_month_has_whole_weeks_that_begin_as_the_locale_has_it() -> None:
    december = Month(2026, 12)

    assert [day.isoformat() for day in december.weeks[0][:2]] == ["2026-11-29", "2026-11-30"]
    assert weekdays()[0] == ("Sun", "Sunday")
    with translation.override("de"):
        assert december.weeks[0][0].isoformat() == "2026-11-30"
        assert weekdays()[0][1] == "Montag"
    assert (str(december.next), str(december.previous)) == ("2027-01", "2026-11")


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "0001-01", "9999-12", "٢٠٢٦-١٢", "2026-12-03", "x" * 9000]
)
def test_month_that_is_none_is_the_present_one(edith: Client, text: str) -> None:
    assert edith.get(CALENDAR, {"month": text}).context["month"] == Month(2026, 12)


def test_steps_lead_to_the_months_around_and_keep_the_filters(
    edith: Client, desk: NewsDeskPage
) -> None:
    source = SourceFactory.create()

    page = page_of(edith, month="2027-01", source=source.pk, view="list")

    for month in ("2026-12", "2027-02"):
        assert f'href="{CALENDAR}?month={month}&view=list&source={source.pk}"' in page


def test_calendar_is_narrowed_by_what_source_and_topic(edith: Client, desk: NewsDeskPage) -> None:
    source, topic = SourceFactory.create(), TopicFactory.create()
    one = scheduled(desk, NOW + DAY, title="One", source=source)
    other = ArticlePageFactory(parent=desk, title="Other", shared_on=NOW.date())
    other.topics = [topic]
    other.save()

    assert cells(edith, source=source.pk) == {"2026-12-04": ["scheduled noon One"]}
    assert cells(edith, topic=topic.pk) == {"2026-12-03": ["published  Other"]}
    assert cells(edith, status="scheduled") == {"2026-12-04": ["scheduled noon One"]}
    assert cells(edith, source=source.pk, topic=topic.pk) == {}
    assert len(cells(edith, source="x", topic=10**20, status="y")) == 2
    assert one.source == source


def test_busy_day_shows_the_first_and_how_many_more(edith: Client, desk: NewsDeskPage) -> None:
    for _ in range(9):
        ArticlePageFactory(parent=desk, shared_on=NOW.date())
    scheduled(desk, NOW + HOUR, title="Scheduled")

    page = page_of(edith)
    assert cells(edith)["2026-12-03"][0] == "scheduled 1 p.m. Scheduled"
    assert len(cells(edith)["2026-12-03"]) == 4
    assert "+6 more" in page
    assert f'href="{CALENDAR}?month=2026-12&view=list#day-2026-12-03"' in page

    listed = page_of(edith, view="list")
    assert 'id="day-2026-12-03"' in listed
    assert listed.count('class="calendar-entry ') == 10


def test_list_tells_the_days_of_the_month_only(edith: Client, desk: NewsDeskPage) -> None:
    source = SourceFactory.create(name="The Outlet")
    ArticlePageFactory(parent=desk, shared_on=NOW.date(), title="In it", source=source)
    ArticlePageFactory(parent=desk, shared_on=datetime.date(2026, 11, 30), title="Before it")

    page = page_of(edith, view="list")

    assert "In it" in page
    assert "The Outlet" in page
    assert "Before it" not in page
    assert "Nothing is planned" in page_of(edith, month="2020-01", view="list")


def test_only_what_a_person_works_on_is_there(
    client: Client, home_page: Any, desk: NewsDeskPage, editor: User
) -> None:
    from wagtail.models import GroupPagePermission

    other = NewsDeskPageFactory(parent=home_page)
    GroupPagePermission.objects.filter(page=other).delete()
    for at in (desk, other):
        scheduled(at, NOW + DAY, title=f"On {at.title}")
        draft(at, go_live_at=NOW + DAY, title=f"Draft on {at.title}")
        ArticlePageFactory(parent=at, shared_on=NOW.date(), title=f"Shared on {at.title}")
    client.force_login(editor)

    page = page_of(client)

    assert f"Shared on {desk.title}" in page
    assert f"{other.title}" not in page


@pytest.mark.parametrize("groups", [["Members"], []])
def test_nobody_sees_it_who_works_on_no_article(
    client: Client, desk: NewsDeskPage, groups: list[str]
) -> None:
    client.force_login(UserFactory.create(groups=groups))

    assert client.get(CALENDAR).status_code in (302, 403)


def test_menu_leads_to_it(edith: Client, desk: NewsDeskPage) -> None:
    assert reverse("news_calendar:index") == CALENDAR
    assert CALENDAR in edith.get(reverse("wagtailadmin_home")).content.decode()


def test_menu_offers_nothing_to_whoever_has_no_articles(client: Client, desk: NewsDeskPage) -> None:
    client.force_login(UserFactory.create(groups=["Moderators"]))

    menu = client.get(reverse("wagtailadmin_home")).content.decode()

    assert CALENDAR not in menu
    assert reverse("articles:index") not in menu


def test_calendar_costs_the_same_for_little_and_for_much(edith: Client, desk: NewsDeskPage) -> None:
    def cost(number: int) -> int:
        for offset in range(number):
            scheduled(desk, NOW + DAY + offset * HOUR)
            draft(desk, go_live_at=NOW + 2 * DAY)
            ArticlePageFactory(parent=desk, shared_on=NOW.date(), expire_at=NOW + DAY)
        return len(queries_of(edith, CALENDAR))

    assert cost(1) == cost(11)


# Moving


def plan_of(article: ArticlePage, kind: Kind = Kind.SCHEDULED) -> Plan:
    """What somebody sees of it in the calendar."""
    revision = article.scheduled_revision if kind is Kind.SCHEDULED else article.latest_revision
    assert revision
    moment = datetime.datetime.fromisoformat(revision.content["go_live_at"])
    return Plan(article.pk, kind, revision.pk, moment)


def sent(plan: Plan, to: datetime.datetime, **changed: Any) -> dict[str, Any]:
    """What the browser sends of the form."""
    return {
        "kind": plan.kind,
        "version": plan.version,
        "moment": plan.moment.isoformat(),
        "day": to.date().isoformat(),
        "time": to.strftime("%H:%M"),
        "next": f"{CALENDAR}?month=2026-12",
        **changed,
    }


def post(client: Client, plan: Plan, to: datetime.datetime, **changed: Any) -> str:
    """Press the button; returns what the calendar says then."""
    address = reverse("news_calendar:move", args=[plan.article])
    response = client.post(address, sent(plan, to, **changed), follow=True)
    return html.unescape(response.content.decode())


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


def test_end_of_an_embargo_stands_on_its_day(edith: Client, desk: NewsDeskPage) -> None:
    draft(desk, embargoed_until=NOW + DAY, title="Kept back")

    assert cells(edith) == {"2026-12-04": ["embargo noon Kept back"]}


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
