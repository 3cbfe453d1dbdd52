"""Menus in the admin: who may, what is refused and where it is said."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Site,
    Workflow,
    WorkflowContentType,
)

from core.scheduling import carry_out
from members.models import User
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.navigation.compose import (
    entry,
    group,
    set_menu,
    to_address,
    to_page,
    words,
)
from tests.navigation.menu_forms import errors_of, form, url

pytestmark = pytest.mark.django_db


def test_administrator_makes_changes_and_publishes_a_menu(
    as_administrator: Client, site: Site, desk: NewsDeskPage
) -> None:
    added = as_administrator.post(
        url("add"),
        form(site, ("page", {"page": desk.pk}), name="Ways on") | {"action-publish": "1"},
    )
    assert added.status_code == 302
    menu = Menu.objects.get(name="Ways on")
    assert menu.live
    assert words(f"block-{menu.pk}") == ["News Desk"]

    changed = form(site, ("address", {"label": "Us", "address": "www.example.org"}), name="Ways")
    as_administrator.post(url("edit", menu.pk), changed)
    assert words(f"block-{menu.pk}") == ["News Desk"]
    as_administrator.post(url("edit", menu.pk), changed | {"action-publish": "1"})
    assert words(f"block-{menu.pk}") == ["Us"]
    menu.refresh_from_db()
    assert menu.entries.raw_data[0]["value"]["address"] == "https://www.example.org"

    history = as_administrator.get(url("history", menu.pk)).content.decode()
    assert "Published" in history or "published" in history
    first, last = menu.revisions.order_by("pk").first(), menu.latest_revision
    compared = as_administrator.get(url("revisions_compare", menu.pk, first.pk, last.pk))
    assert compared.status_code == 200
    assert "Entries" in compared.content.decode()

    as_administrator.post(url("unpublish", menu.pk))
    assert words(f"block-{menu.pk}") == []
    assert as_administrator.post(url("delete", menu.pk)).status_code == 302
    assert not Menu.objects.filter(pk=menu.pk).exists()


@pytest.mark.parametrize("who", ["editor", "member", "stranger", None])
def test_nobody_else_gets_to_menus(
    client: Client, request: pytest.FixtureRequest, who: str | None, site: Site, desk: NewsDeskPage
) -> None:
    menu = set_menu("main", to_page(desk))
    if who:
        client.force_login(request.getfixturevalue(who))
    changed = form(site, name="Taken over", place="main") | {"action-publish": "1"}

    for name in ("list", "add"):
        assert client.get(url(name)).status_code in (302, 403)
    for name in ("edit", "delete", "history", "usage", "unpublish", "copy"):
        assert client.get(url(name, menu.pk)).status_code in (302, 403), name
    for name in ("edit", "delete", "unpublish", "lock", "preview_on_edit"):
        assert client.post(url(name, menu.pk), changed).status_code in (302, 403), name
    client.post(url("add"), changed)
    assert client.get(reverse("menu_faults:index")).status_code in (302, 403)

    menu.refresh_from_db()
    assert (menu.name, menu.live, menu.locked) == ("Main menu", True, False)
    assert Menu.objects.count() == 3
    assert words() == ["News Desk"]


def test_editors_are_offered_nothing_they_may_not_do(
    client: Client, editor: User, administrator: User
) -> None:
    client.force_login(editor)
    assert url("list") not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(administrator)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert url("list") in home
    assert reverse("menu_faults:index") in home


HOSTILE = [
    ("address", {"label": "x", "address": "javascript:alert(1)"}, "Please write the whole address"),
    ("address", {"label": "x", "address": "JaVaScRiPt&colon;alert(1)"}, "Please write the whole"),
    ("address", {"label": "x", "address": "data:text/html,x"}, "Please write the whole address"),
    ("address", {"label": "x", "address": "//evil.example/"}, "Please write the whole address"),
    ("address", {"label": "x", "address": "/\\evil.example/"}, "Please write the whole address"),
    ("address", {"label": "x", "address": "https://e.org/" + "a" * 10_000}, "at most 2048"),
    ("address", {"label": "x" * 10_000, "address": "/"}, "at most 100 characters"),
    ("address", {"label": "x\u202egpj.exe", "address": "/"}, "invisible control characters"),
    ("address", {"label": "x\x07", "address": "/"}, "invisible control characters"),
    ("address", {"label": "x", "description": "\u2066", "address": "/"}, "invisible control"),
    ("address", {"label": "x", "description": "x" * 201, "address": "/"}, "at most 200"),
    ("telephone", {"telephone": "call me"}, "digits, spaces"),
    ("email", {"email": "nobody"}, "valid email address"),
    ("page", {"page": 999_999}, "required"),
    ("list", {"list": "no.such", "most": 5}, "not one of the available choices"),
    ("list", {"list": "news.topics", "most": 10_000}, "less than or equal to 20"),
    ("address", {"label": "x", "address": "/", "audience": "group-99999"}, "not one of"),
    ("address", {"label": "x", "address": "/", "audience": ""}, "required"),
    ("address", {"label": "", "address": "/"}, "required"),
    ("group", {"label": "", "page": "", "entries-count": "0"}, "give the group a label"),
]


@pytest.mark.parametrize(("kind", "value", "message"), HOSTILE)
def test_hostile_and_mistaken_entries_are_refused_at_the_field(
    as_administrator: Client, site: Site, kind: str, value: dict[str, Any], message: str
) -> None:
    response = as_administrator.post(
        url("add"), form(site, (kind, value)) | {"action-publish": "1"}
    )

    assert response.status_code == 200
    assert message in errors_of(response)
    assert Menu.objects.count() == 3


def test_draft_may_be_unfinished_but_not_hostile(as_administrator: Client, site: Site) -> None:
    unfinished = [("page", {"page": ""}), ("address", {"address": ""}), ("email", {"email": ""})]
    saved = as_administrator.post(url("add"), form(site, *unfinished))
    assert saved.status_code == 302
    menu = Menu.objects.get(place="block")
    assert not menu.live
    assert as_administrator.get(url("edit", menu.pk)).status_code == 200

    hostile = form(site, ("address", {"label": "x", "address": "javascript:alert(1)"}))
    assert as_administrator.post(url("edit", menu.pk), hostile).status_code == 200


def test_words_are_shown_as_words(client: Client, site: Site) -> None:
    set_menu(
        "main",
        to_address("https://example.org/?a=1&b=<x>", "<script>alert(1)</script>"),
        group("<b>Group</b>", to_address(description='"><img src=x>'), description="<i>"),
    )
    page = client.get("/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "?a=1&amp;b=&lt;x&gt;" in page
    for hostile in ("<script>alert", "<b>Group", "<img src=x>", "<i>"):
        assert hostile not in page


def test_addresses_in_menus_are_not_for_harvesters(client: Client, site: Site) -> None:
    for place in ("main", "footer"):
        set_menu(place, entry("email", email="office@example.org", label=""))
    for address in ("/", "/no/such/page/"):
        page = client.get(address).content.decode()
        assert "office@" not in page
        assert "mailto:" not in page
        assert '<a href="mailto:office@example.org">office@example.org</a>' in unescape(page)


def test_each_place_of_a_site_has_one_menu(as_administrator: Client, site: Site) -> None:
    response = as_administrator.post(url("add"), form(site, place="main"))
    assert "has a menu at this place already" in errors_of(response)

    Menu.objects.get(place="main").delete()
    assert as_administrator.post(url("add"), form(site, place="main")).status_code == 302


def test_utility_menu_holds_no_groups(as_administrator: Client) -> None:
    menu = Menu.objects.get(place="utility")
    data = form(menu.site, ("group", {"label": "G", "entries-count": "0"}), place="utility")
    assert "cannot hold groups" in errors_of(as_administrator.post(url("edit", menu.pk), data))


def test_scheduled_menu_goes_live_and_expires_by_the_clock(
    as_administrator: Client, site: Site
) -> None:
    menu = Menu.objects.get(place="footer")
    menu.entries = [to_address(label="Summer")]
    menu.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    menu.save_revision(approved_go_live_at=menu.go_live_at)
    assert words("footer") == []

    carry_out()
    assert words("footer") == ["Summer"]

    Menu.objects.filter(pk=menu.pk).update(expire_at=timezone.now())
    carry_out()
    assert words("footer") == []


def test_locked_menu_is_changed_by_nobody_else(
    as_administrator: Client, site: Site, superuser: User
) -> None:
    menu = Menu.objects.get(place="footer")
    menu.locked, menu.locked_by, menu.locked_at = True, superuser, timezone.now()
    menu.save()

    changed = form(site, name="Mine", place="footer") | {"action-publish": "1"}
    as_administrator.post(url("edit", menu.pk), changed)

    menu.refresh_from_db()
    assert menu.name == "Footer"


def test_new_menu_begins_with_the_only_site(as_administrator: Client, site: Site) -> None:
    assert as_administrator.get(url("add")).context["form"].initial["site"] == site.pk


def test_menu_goes_through_a_workflow_where_one_is_asked_for(
    as_administrator: Client, site: Site, administrator: User
) -> None:
    workflow = Workflow.objects.get()
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Menu)
    )
    menu = Menu.objects.get(place="footer")
    changed = form(site, ("address", {"label": "Asked for", "address": "/"}), place="footer")

    as_administrator.post(url("edit", menu.pk), changed | {"action-submit": "1"})
    menu.refresh_from_db()
    task = menu.current_workflow_task_state
    assert menu.workflow_in_progress
    assert words("footer") == []

    as_administrator.post(url("workflow_action", menu.pk, "approve", task.pk), {"comment": ""})
    assert words("footer") == ["Asked for"]


def test_where_a_menu_stands_is_chosen_once(as_administrator: Client, site: Site) -> None:
    menu = Menu.objects.get(place="utility")

    as_administrator.post(
        url("edit", menu.pk), form(site, place="block", name="Moved") | {"action-publish": "1"}
    )

    menu.refresh_from_db()
    assert (menu.name, menu.place) == ("Moved", "utility")


def test_new_menu_is_offered_for_the_place_that_has_none(
    as_administrator: Client, site: Site
) -> None:
    assert as_administrator.get(url("add")).context["form"].initial["place"] == "block"

    Menu.objects.get(place="footer").delete()

    assert as_administrator.get(url("add")).context["form"].initial["place"] == "footer"
