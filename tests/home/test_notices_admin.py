"""Notices as administrators write them."""

from __future__ import annotations

import datetime
import html
import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import rich_text

from home.models import HomePage, Notice
from members.models import User
from tests.factories import HomePageFactory, NoticeFactory, StandardPageFactory, restrict
from tests.news.hostile import assert_harmless

LIST = "wagtailsnippets_home_notice:list"
ADD = "wagtailsnippets_home_notice:add"
EDIT = "wagtailsnippets_home_notice:edit"
HOUR = datetime.timedelta(hours=1)
TURNED = "‮drawkcab"


def form(**changed: Any) -> dict[str, Any]:
    """The form as it stands, published."""
    return {
        "level": "information",
        "heading": "",
        "text": rich_text("<p>We are closed.</p>", features=["bold", "italic", "link"]),
        "shown_from": "",
        "shown_until": "",
        "audience": "everyone",
        "group": "",
        "is_dismissible": "on",
        "action-publish": "1",
        **changed,
    }


def contentstate(text: str, url: str | None = None) -> str:
    """What the rich text editor would send; whoever sends requests by hand can send anything."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if url else []
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    return json.dumps(
        {
            "blocks": [{**block, "entityRanges": ranges}],
            "entityMap": {"0": entity} if url else {},
        }
    )


@pytest.fixture
def adam(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.fixture
def notice(site: Site) -> Notice:
    """A published notice."""
    notice = NoticeFactory.create(heading="Closed", live=False)
    notice.save_revision().publish()
    notice.refresh_from_db()
    return notice


def test_administrator_publishes_a_notice_and_readers_see_it(adam: Client, site: Site) -> None:
    response = adam.post(reverse(ADD), form(heading="Snow", level="urgent"))

    assert response.status_code == 302
    assert "Snow" in Client().get("/").content.decode()
    assert Notice.objects.get().site == site


def test_administrator_keeps_a_draft_that_nobody_sees(adam: Client, site: Site) -> None:
    without_text = form(heading="Snow", text=rich_text(""), audience="group")
    del without_text["action-publish"]

    assert adam.post(reverse(ADD), without_text).status_code == 302

    assert "Snow" not in Client().get("/").content.decode()
    listed = adam.get(reverse(LIST)).content.decode()
    assert "Snow" in listed
    assert "Draft" in listed


def test_administrator_changes_compares_takes_down_and_deletes(
    adam: Client, notice: Notice
) -> None:
    adam.post(reverse(EDIT, args=[notice.pk]), form(heading="Open again"))
    draft = form(heading="Open on Friday")
    del draft["action-publish"]
    adam.post(reverse(EDIT, args=[notice.pk]), draft)
    assert "Shown now; with changes not published" in adam.get(reverse(LIST)).content.decode()
    first, second = notice.revisions.order_by("pk")[:2]

    assert "Open again" in Client().get("/").content.decode()
    name = "wagtailsnippets_home_notice"
    compared = adam.get(
        reverse(f"{name}:revisions_compare", args=[notice.pk, first.pk, second.pk])
    ).content.decode()
    assert "Open again" in compared
    assert "Closed" in compared
    assert adam.get(reverse(f"{name}:history", args=[notice.pk])).status_code == 200

    assert adam.post(reverse(f"{name}:unpublish", args=[notice.pk])).status_code == 302
    assert "Open again" not in Client().get("/").content.decode()
    assert "Taken down" in adam.get(reverse(LIST)).content.decode()
    assert adam.post(reverse(f"{name}:delete", args=[notice.pk])).status_code == 302
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["editor", "member", "stranger", None])
def test_nobody_else_gets_in_by_request(
    client: Client, notice: Notice, who: str | None, request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    name = "wagtailsnippets_home_notice"
    preview = reverse(f"{name}:preview_on_edit", args=[notice.pk])
    for path in (
        reverse(LIST),
        reverse(ADD),
        preview,
        reverse(f"{name}:preview_on_add"),
        *(reverse(f"{name}:{each}", args=[notice.pk]) for each in ("edit", "delete", "unpublish")),
        *(reverse(f"{name}:{each}", args=[notice.pk]) for each in ("history", "usage")),
    ):
        for response in (client.get(path), client.post(path, form(heading="Mine"))):
            assert response.status_code in (302, 403), path
            if response.status_code == 302:
                # Back to the admin's start with a refusal, or to the sign-in.
                assert response.headers["Location"].startswith(("/admin/", "/account/")), path
                assert "/snippets/" not in response.headers["Location"].partition("?")[0]

    assert list(Notice.objects.values_list("heading", "live")) == [("Closed", True)]
    if who == "editor":
        assert reverse(LIST) not in client.get("/admin/").content.decode()


def test_list_says_in_words_what_is_shown_to_whom_until_when(adam: Client, site: Site) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    group = Group.objects.create(name="Committee")
    NoticeFactory.create(heading="Always")
    NoticeFactory.create(shown_until=now + HOUR, audience="members")
    NoticeFactory.create(shown_from=now + HOUR, audience="group", group=group)
    NoticeFactory.create(shown_from=now + HOUR, shown_until=now + 2 * HOUR)
    NoticeFactory.create(shown_until=now - HOUR, level="urgent")
    NoticeFactory.create(audience="group")

    page = html.unescape(adam.get(reverse(LIST)).content.decode())

    for words in (
        "Always",
        "Shown now",
        "Shown now, until",
        "Over since",
        "The group Committee",
        "Nobody",
        "Shown to nobody: its group was deleted",
        "Members",
        "Urgent",
    ):
        assert words in page, words
    words_of = [each.status for each in Notice.objects.order_by("pk")]
    assert words_of[2].startswith("From ")
    assert " until " not in words_of[2]
    assert " until " in words_of[3]


def test_list_costs_as_many_queries_for_many_as_for_few(
    adam: Client, site: Site, django_assert_max_num_queries: Any
) -> None:
    NoticeFactory.create_batch(12, audience="group", group=Group.objects.get(name="Members"))
    adam.get(reverse(LIST))

    with django_assert_max_num_queries(25):
        adam.get(reverse(LIST))


@pytest.mark.parametrize(
    ("field", "changed", "message"),
    [
        ("text", {"text": rich_text("")}, "Please write what there is to know."),
        ("text", {"text": contentstate("x" * 10_000)}, "at most 500 characters"),
        ("text", {"text": contentstate(TURNED)}, "invisible control characters"),
        ("heading", {"heading": "x" * 101}, "at most 100 characters"),
        ("heading", {"heading": TURNED}, "invisible control characters"),
        ("heading", {"heading": "a\x07b"}, "invisible control characters"),
        ("level", {"level": "shouting"}, "Select a valid choice."),
        ("audience", {"audience": "whoever"}, "Select a valid choice."),
        ("group", {"audience": "group"}, "Please choose the group"),
        ("group", {"audience": "group", "group": "999999"}, "Select a valid choice."),
        ("shown_from", {"shown_from": "tomorrow"}, "Enter a valid date/time."),
        (
            "shown_until",
            {"shown_from": "2026-12-01 12:00", "shown_until": "2026-12-01 12:00"},
            "This must be later",
        ),
        (
            "shown_until",
            {"shown_from": "2026-12-01 12:00", "shown_until": "2026-12-01 11:59"},
            "This must be later",
        ),
    ],
)
def test_fault_is_named_at_the_field(
    adam: Client, site: Site, field: str, changed: dict[str, Any], message: str
) -> None:
    response = adam.post(reverse(ADD), form(**changed))

    assert response.status_code == 200
    [found] = response.context["form"].errors[field]
    assert message in found
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_times_are_kept_to_the_minute() -> None:
    moment = datetime.datetime(2026, 12, 1, 12, 0, 30, 5, tzinfo=datetime.UTC)
    notice = Notice(text="<p>x</p>", shown_from=moment, shown_until=moment + HOUR)

    notice.clean()

    assert notice.shown_from == moment.replace(second=0, microsecond=0)
    assert notice.shown_until == notice.shown_from + HOUR
    notice.shown_until = moment + datetime.timedelta(seconds=10)
    with pytest.raises(ValidationError):
        notice.clean()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>"],
)
def test_hostile_addresses_become_no_links(adam: Client, site: Site, url: str) -> None:
    adam.post(reverse(ADD), form(text=contentstate("press me", url)))

    page = Client().get("/").content.decode()
    assert "press me" in page
    assert url not in page
    assert_harmless(page)


@pytest.mark.parametrize("words", ['<script>alert("1")</script>', "<img src=x onerror=alert(1)>"])
def test_html_in_a_notice_is_shown_as_it_was_typed(adam: Client, site: Site, words: str) -> None:
    adam.post(reverse(ADD), form(heading=words, text=contentstate(words)))

    page = Client().get("/").content.decode()
    assert words not in page
    assert html.unescape(page).count(words) >= 2
    assert_harmless(page)


@pytest.mark.django_db
def test_notice_is_called_by_its_heading_or_its_first_words() -> None:
    assert str(Notice(heading="Snow", text="<p>Closed.</p>")) == "Snow"
    assert str(Notice(text="<p>Closed <b>today</b>.</p><p>Sorry.</p>")) == "Closed today. Sorry."
    assert len(str(Notice(text=f"<p>{'x' * 400}</p>"))) == 60
    assert str(Notice()) == "Notice without words"


def preview(client: Client, path: str, **fields: Any) -> Any:
    """Have the form's preview made and look at it, as the editor does."""
    assert client.post(path, form(**fields)).json() == {"is_valid": True, "is_available": True}
    return client.get(path)


def test_preview_shows_the_unsaved_notice_on_the_home_page(
    adam: Client, notice: Notice, home_page: HomePage
) -> None:
    home_page.introduction = "Who we are"
    home_page.save_revision().publish()
    NoticeFactory.create(heading="Another one")
    path = reverse("wagtailsnippets_home_notice:preview_on_edit", args=[notice.pk])

    # Also to whom it is not meant, and before its time.
    response = preview(
        adam, path, heading="Unsaved", audience="signed_out", shown_from="2100-01-01 00:00"
    )

    page = response.content.decode()
    assert "Who we are" in page
    assert page.count("Unsaved") == 2
    assert "Closed" not in page
    assert page.index("Unsaved") < page.index("Another one")
    # What was dismissed in this browser must not stay hidden here.
    assert 'data-notice=""' in page
    assert "Unsaved" not in Client().get("/").content.decode()
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_new_notice_is_previewed_before_it_is_saved(adam: Client, site: Site) -> None:
    path = reverse("wagtailsnippets_home_notice:preview_on_add")

    assert "Unsaved" in preview(adam, path, heading="Unsaved").content.decode()
    assert not Notice.objects.exists()


def test_preview_shows_no_private_home_page_to_who_may_not_read_it(
    client: Client, home_page: HomePage, stranger: User, notice: Notice
) -> None:
    from django.contrib.auth.models import Permission

    wanted = ["access_admin", "add_notice", "change_notice"]
    stranger.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    restrict(home_page, "Members")
    client.force_login(stranger)
    path = reverse("wagtailsnippets_home_notice:preview_on_edit", args=[notice.pk])

    assert preview(client, path).status_code == 403


def test_with_a_second_site_the_form_asks_for_which_one_it_is(adam: Client, site: Site) -> None:
    assert 'name="site"' not in adam.get(reverse(ADD)).content.decode()
    home = HomePageFactory(parent=Page.get_first_root_node(), title="Second", slug="second")
    second = Site.objects.create(hostname="second.example", root_page=home)

    NoticeFactory.create()
    assert "second.example" not in adam.get(reverse(LIST)).content.decode()
    NoticeFactory.create(site=second)
    assert "second.example" in adam.get(reverse(LIST)).content.decode()
    Notice.objects.all().delete()
    assert 'name="site"' in adam.get(reverse(ADD)).content.decode()
    assert adam.post(reverse(ADD), form(site=second.pk)).status_code == 302

    assert Notice.objects.get().site == second


def test_usage_of_a_page_names_the_notice_that_links_to_it(
    adam: Client, home_page: HomePage
) -> None:
    page = StandardPageFactory(parent=home_page, slug="ask")
    NoticeFactory.create(heading="Ask us", text=f'<p><a linktype="page" id="{page.pk}">Ask</a></p>')

    usage = adam.get(reverse("wagtailadmin_pages:usage", args=[page.pk])).content.decode()

    assert "Ask us" in usage
