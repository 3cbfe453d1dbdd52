"""Who is shown which notice, and when."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from core import memory
from home.models import HomePage, Notice
from members.models import User
from members.visitors import Audience
from news.models import NewsDeskPage
from tests.factories import (
    HomePageFactory,
    NoticeFactory,
    StandardPageFactory,
    UserFactory,
    restrict,
)
from tests.queries import queries_of

NOON = datetime.datetime(2026, 12, 1, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
MOMENT = datetime.timedelta(microseconds=1)

Clock = Callable[[datetime.datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time."""

    def put(moment: datetime.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    put(NOON)
    return put


@pytest.fixture
def people(member: User, stranger: User, editor: User, superuser: User) -> dict[str, User | None]:
    """All kinds of visitors."""
    both = UserFactory.create(groups=["Members", "Editors"])
    inactive = UserFactory.create(groups=["Members"], is_active=False)
    return {
        "nobody": None,
        "stranger": stranger,
        "member": member,
        "editor": editor,
        "both": both,
        "superuser": superuser,
        "inactive": inactive,
    }


# The same said by hand, so that the rule is not compared with itself.
BELONG = {
    "everyone": {"nobody", "stranger", "member", "editor", "both", "superuser", "inactive"},
    "signed_out": {"nobody", "inactive"},
    "signed_in": {"stranger", "member", "editor", "both", "superuser"},
    "members": {"member", "both", "superuser"},
    "group": {"editor", "both", "superuser"},
    "group that is gone": set(),
}
TIMES: dict[str, tuple[datetime.datetime | None, datetime.datetime | None]] = {
    "always": (None, None),
    "from": (NOON, None),
    "until": (None, NOON + HOUR),
    "between": (NOON, NOON + HOUR),
}
MOMENTS = {
    "before": (NOON - MOMENT, {"always", "until"}),
    "at the beginning": (NOON, {"always", "from", "until", "between"}),
    "just before the end": (NOON + HOUR - MOMENT, {"always", "from", "until", "between"}),
    "at the end": (NOON + HOUR, {"always", "from"}),
    "after": (NOON + 2 * HOUR, {"always", "from"}),
}


def shown_to(user: User | None, path: str = "/", host: str = "localhost") -> set[str]:
    """The headings of the notices in what this person gets; each must be there once."""
    client = Client(headers={"host": host})
    if user:
        client.force_login(user)
    page = client.get(path).content.decode()
    found = [part.partition("</p>")[0] for part in page.split('<p class="notice-heading">')[1:]]
    assert len(found) == len(set(found))
    # Not hidden by styles or scripts, but not there at all.
    for notice in Notice.objects.all():
        assert notice.heading in found or notice.text not in page
    return set(found)


def test_everybody_is_shown_what_is_meant_for_them_while_it_holds(
    people: dict[str, User | None], clock: Clock
) -> None:
    editors = Group.objects.get(name="Editors")
    for audience, (name, (begin, end)) in itertools.product(BELONG, TIMES.items()):
        NoticeFactory.create(
            heading=f"{audience}, {name}",
            text=f"<p>Meant for {audience}, {name}.</p>",
            audience=audience if audience in Audience.values else Audience.GROUP,
            group=editors if audience == "group" else None,
            shown_from=begin,
            shown_until=end,
        )

    for moment, in_force in MOMENTS.values():
        clock(moment)
        for kind, user in people.items():
            expected = {
                f"{audience}, {name}"
                for audience, kinds in BELONG.items()
                for name in in_force
                if kind in kinds
            }
            assert shown_to(user) == expected, (moment, kind)


def test_notice_comes_and_goes_at_its_minute_by_itself(site: Site, clock: Clock) -> None:
    """No change is made meanwhile, and no scheduler runs."""
    NoticeFactory.create(heading="One", shown_from=NOON + HOUR, shown_until=NOON + 3 * HOUR)
    NoticeFactory.create(heading="Two", shown_from=NOON + 2 * HOUR)

    for hours, expected in enumerate([set(), {"One"}, {"One", "Two"}, {"Two"}]):
        clock(NOON + hours * HOUR - MOMENT)
        before = shown_to(None)
        clock(NOON + hours * HOUR)
        assert shown_to(None) == expected
        assert before != expected or hours == 0


def test_draft_is_unseen_and_what_is_published_stays_until_the_next_publication(site: Site) -> None:
    notice = Notice(heading="First", text="<p>First.</p>", live=False)
    notice.save()
    notice.save_revision()
    assert shown_to(None) == set()

    notice.save_revision().publish()
    assert shown_to(None) == {"First"}

    notice = Notice.objects.get()
    notice.heading = "Second"
    draft = notice.save_revision()
    assert shown_to(None) == {"First"}
    draft.publish()
    assert shown_to(None) == {"Second"}

    Notice.objects.get().unpublish()
    assert shown_to(None) == set()
    # What was said once is still there to be said again.
    assert [each.as_object().heading for each in notice.revisions.order_by("pk")] == [
        "First",
        "First",
        "Second",
    ]


def test_drafts_make_no_process_forget(site: Site) -> None:
    """An open editor saves itself twice a second."""
    published = NoticeFactory.create()
    memory.remember("witness", lambda: "before")

    new = Notice(text="<p>New.</p>", live=False)
    new.save()
    for notice in (new, published):
        notice.heading = "Another heading"
        notice.save_revision()

    assert memory.remember("witness", lambda: "after") == "before"
    new.save_revision().publish()
    assert memory.remember("witness", lambda: "after") == "after"


def test_change_is_seen_at_once(site: Site) -> None:
    notice = NoticeFactory.create(heading="Closed")
    assert shown_to(None) == {"Closed"}

    notice.heading = "Open again"
    notice.save()
    assert shown_to(None) == {"Open again"}

    notice.delete()
    assert shown_to(None) == set()


def test_notice_of_a_deleted_group_is_shown_to_nobody(editor: User, superuser: User) -> None:
    group = Group.objects.create(name="Committee")
    editor.groups.add(group)
    notice = NoticeFactory.create(heading="Committee", audience=Audience.GROUP, group=group)
    assert shown_to(editor) == {"Committee"}

    group.delete()

    assert shown_to(editor) == shown_to(superuser) == set()
    notice.refresh_from_db()
    assert notice.status == "Shown to nobody: its group was deleted"
    assert notice.audience_in_words == "Nobody"


def test_each_site_has_its_own(site: Site, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "second.example"]
    home = HomePageFactory(parent=Page.get_first_root_node(), title="Second", slug="second")
    second = Site.objects.create(hostname="second.example", root_page=home)
    NoticeFactory.create(heading="Here", site=site)
    NoticeFactory.create(heading="There", site=second)

    for _ in range(2):  # the second time from memory
        assert shown_to(None) == {"Here"}
        assert shown_to(None, host="second.example") == {"There"}


def test_most_urgent_and_then_newest_come_first_and_three_stand_open(
    client: Client, site: Site
) -> None:
    for name, level in (
        ("f", "information"),
        ("d", "important"),
        ("b", "urgent"),
        ("e", "information"),
        ("c", "important"),
        ("a", "urgent"),
    ):
        NoticeFactory.create(heading=f"heading {name}", level=level)

    page = client.get("/").content.decode()
    places = [page.index(f"heading {name}") for name in "abcdef"]

    assert places == sorted(places)
    assert places[2] < page.index("<details") < places[3]
    assert page.count("<details") == 1
    assert page.index("</header>") < places[0] < page.index("<main")


def test_without_notices_there_is_nothing(client: Client, site: Site) -> None:
    assert 'class="notice' not in client.get("/").content.decode()


def test_three_notices_need_no_folding(client: Client, site: Site) -> None:
    NoticeFactory.create_batch(3)

    assert "<details" not in client.get("/").content.decode()


def test_level_is_told_in_words(client: Client, site: Site) -> None:
    for level in ("information", "important", "urgent"):
        NoticeFactory.create(level=level)

    page = client.get("/").content.decode()

    for word in ("For information", "Important", "Urgent"):
        assert f'<p class="notice-level">{word}</p>' in page
    assert '<section class="notices" aria-label="Notices">' in page
    assert 'role="alert"' not in page


def test_only_what_can_be_dismissed_has_the_button(client: Client, site: Site) -> None:
    notice = NoticeFactory.create(heading="Closed & quiet", is_dismissible=False)
    assert "data-dismiss" not in client.get("/").content.decode()

    notice.is_dismissible = True
    notice.save()

    button = client.get("/").content.decode().partition("data-dismiss>")[2]
    assert button.startswith('Dismiss <span class="visually-hidden">Closed &amp; quiet</span>')


def key_of(client: Client) -> str:
    """What browsers remember the notice by."""
    return client.get("/").content.decode().partition('data-notice="')[2].partition('"')[0]


def test_key_changes_with_the_words_alone(client: Client, site: Site) -> None:
    notice = NoticeFactory.create(text='<p data-block-key="abcde">Closed.</p>')
    first = key_of(client)
    assert first.startswith(f"{notice.pk}-")

    notice.shown_until = timezone.now() + HOUR
    notice.text = '<p data-block-key="fghij">Closed.</p>'
    notice.save()
    assert key_of(client) == first

    for name, value in (("text", "<p>Shut.</p>"), ("heading", "Today"), ("level", "urgent")):
        before = key_of(client)
        setattr(notice, name, value)
        notice.save()
        assert key_of(client) != before, name


def test_link_to_a_page_follows_it(client: Client, home_page: HomePage) -> None:
    page: Any = StandardPageFactory(parent=home_page, slug="ask", title="Ask")
    link = f'<a linktype="page" id="{page.pk}">Ask us</a>'
    NoticeFactory.create(text=f'<p>{link} or <a href="https://example.org/">them</a></p>')
    assert '<a href="/ask/">Ask us</a>' in client.get("/").content.decode()

    page.slug = "questions"
    page.save_revision().publish()
    assert '<a href="/questions/">Ask us</a>' in client.get("/").content.decode()

    page.unpublish()
    assert "<a>Ask us</a>" in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/", "/news-desk/", "/search/", "/site-map/", "/nowhere/"])
def test_every_page_shows_them(client: Client, desk: NewsDeskPage, path: str) -> None:
    NoticeFactory.create(heading="Closed")

    assert shown_to(None, path) == {"Closed"}
    assert "Set-Cookie" not in client.get(path).headers
    assert not client.cookies


def notice_queries(client: Client, path: str) -> list[str]:
    """The SQL that asks for notices, on a process that has just forgotten everything."""
    memory.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [each["sql"] for each in captured.captured_queries if "home_notice" in each["sql"]]


def test_notices_cost_one_query_on_a_cold_process_and_none_on_a_warm_one(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    without = {path: len(queries_of(client, path)) for path in ("/", "/news-desk/")}
    for audience in ("everyone", "signed_out", "members"):
        NoticeFactory.create_batch(4, audience=audience, shown_until=timezone.now() + HOUR)

    for path, number in without.items():
        assert len(queries_of(client, path)) == number
        assert len(notice_queries(client, path)) == 1
    client.force_login(member)
    assert len(notice_queries(client, "/")) == 1


def test_without_a_site_there_are_no_notices(site: Site) -> None:
    NoticeFactory.create(site=site)
    site.delete()

    for path in ("/search/", "/site-map/"):
        response = Client().get(path)
        assert response.status_code == 404
        assert 'class="notice' not in response.content.decode()


def test_private_site_shows_its_notices_to_its_readers(home_page: HomePage, member: User) -> None:
    restrict(home_page, "Members")
    NoticeFactory.create(heading="For members", audience=Audience.MEMBERS)
    NoticeFactory.create(heading="Please sign in", audience=Audience.SIGNED_OUT)

    assert shown_to(member) == {"For members"}
    assert shown_to(None, "/account/login/") == {"Please sign in"}
