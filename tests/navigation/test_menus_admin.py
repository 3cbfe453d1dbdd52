"""Menus in the admin: who may, what is refused and where it is said, what is warned of."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupPagePermission,
    ReferenceIndex,
    Site,
    Workflow,
    WorkflowContentType,
)
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.scheduling import carry_out
from home.models import HomePage
from members.models import User
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.factories import DocumentFactory, StandardPageFactory, restrict
from tests.navigation.compose import (
    entry,
    group,
    set_menu,
    to_address,
    to_page,
    words,
)

pytestmark = pytest.mark.django_db

URLS = "wagtailsnippets_navigation_menu"


def url(name: str, *arguments: Any) -> str:
    """Where the admin does this to menus."""
    return reverse(f"{URLS}:{name}", args=arguments)


@pytest.fixture
def as_administrator(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def form(site: Site, *entries: tuple[str, dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """What the editor's form sends."""
    filled = {"name": "A menu", "place": "block", "site": site.pk, "previewed_on": ""} | fields
    data: dict[str, Any] = nested_form_data(
        {"entries": streamfield([(kind, _value(value)) for kind, value in entries])}
    )
    return data | filled


def _value(value: dict[str, Any]) -> dict[str, Any]:
    common = {"audience": "everyone", "description": "", "label": ""}
    return common | value


def errors_of(response: Any) -> str:
    """What the form says is wrong, in words."""
    messages: list[str] = []

    def collect(error: Any) -> None:
        if isinstance(error, dict):
            for each in error.values():
                collect(each)
        elif isinstance(error, list):
            for each in error:
                collect(each)
        else:
            messages.append(str(error))

    for error in response.context["form"].errors.as_data().values():
        for each in error:
            collect(each.as_json_data() if hasattr(each, "as_json_data") else each.messages)
    return " | ".join(messages)


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


def test_entry_of_a_deleted_group_wants_an_answer(
    as_administrator: Client, site: Site, stranger: User
) -> None:
    choir = Group.objects.create(name="Choir")
    stranger.groups.add(choir)
    menu = set_menu("main", to_address(label="Rehearsals", audience=f"group-{choir.pk}"))
    assert words() == []
    assert words(user=stranger) == ["Rehearsals"]

    choir.delete()

    stranger = User.objects.get(pk=stranger.pk)
    assert words(user=stranger) == []
    faults = as_administrator.get(reverse("menu_faults:index")).content.decode()
    assert "Rehearsals" in faults
    assert "has been deleted" in faults
    stored = menu.entries.raw_data[0]["value"]
    sent = form(site, ("address", stored), place="main", name="Main menu")
    assert "not one of" in errors_of(
        as_administrator.post(url("edit", menu.pk), sent | {"action-publish": "1"})
    )


def preview(client: Client, menu: Menu, data: dict[str, Any], mode: str = "") -> str:
    """The preview of the menu as the form has it."""
    address = url("preview_on_edit", menu.pk)
    sent = client.post(address, data)
    assert sent.json()["is_valid"], sent.json()
    response = client.get(address, {"mode": mode} if mode else {})
    assert response.status_code == 200
    return str(response.content.decode())


def test_preview_shows_the_unsaved_menu_on_the_chosen_page(
    as_administrator: Client, site: Site, home_page: HomePage, desk: NewsDeskPage
) -> None:
    menu = set_menu("main", to_page(desk))
    about = StandardPageFactory(parent=home_page, title="About our association")
    sent = form(
        site,
        ("address", {"label": "Not yet public", "address": "/"}),
        ("address", {"label": "For the signed in", "address": "/", "audience": "signed_in"}),
        place="main",
        previewed_on=about.pk,
    )

    shown = preview(as_administrator, menu, sent)
    assert "<h1>About our association</h1>" in shown
    assert "Not yet public" in shown
    assert "For the signed in" in shown
    signed_out = preview(as_administrator, menu, sent, "signed-out")
    assert "Not yet public" in signed_out
    assert "For the signed in" not in signed_out
    # On a desk, which answers at its own address only.
    assert "Not yet public" in preview(as_administrator, menu, sent | {"previewed_on": desk.pk})
    assert "Not yet public" in preview(as_administrator, menu, sent | {"previewed_on": ""})

    assert "Not yet public" not in as_administrator.get("/").content.decode()
    assert words() == ["News Desk"]


def test_preview_keeps_to_what_the_administrator_may_read(
    as_administrator: Client, site: Site, home_page: HomePage, desk: NewsDeskPage
) -> None:
    menu = set_menu("main", to_page(desk))
    secret = StandardPageFactory(parent=home_page, title="Secret")
    restrict(secret, "Editors")
    GroupPagePermission.objects.filter(group__name="Administrators").delete()
    sent = form(site, place="main", previewed_on=secret.pk)

    assert "Secret" not in preview(as_administrator, menu, sent)


def test_preview_of_a_menu_for_pages_shows_it_by_itself(
    as_administrator: Client, site: Site
) -> None:
    menu = Menu.objects.create(site=site, name="Ways on", place="block", live=False)
    sent = form(site, ("address", {"label": "By itself", "address": "/"}), name="Ways on")

    assert 'class="placed-menu" aria-label="Ways on"' in preview(as_administrator, menu, sent)


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


def test_what_is_not_shown_is_listed_with_its_reason(
    as_administrator: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    def page(title: str, **fields: Any) -> Any:
        return StandardPageFactory(parent=home_page, title=title, **fields)

    private, gone, document = page("Private"), page("Gone"), DocumentFactory(title="Lost file")
    restrict(private, "Members")
    set_menu(
        "main",
        to_page(desk),
        to_page(page("Draft", live=False)),
        to_page(page("Past", live=False, expired=True)),
        to_page(gone, "Deleted page"),
        to_page(private),
        entry("document", document=document.pk, label=""),
        entry("list", list="no.such", most=3),
        group("Empty"),
    )
    gone.delete()
    document.delete()

    faults = as_administrator.get(reverse("menu_faults:index"))
    reasons = {
        fault.label: (fault.reason, fault.is_lost) for fault in faults.context["object_list"]
    }
    assert reasons == {
        "Draft": ("The page is not published.", True),
        "Past": ("The page has expired.", True),
        "Deleted page": ("The page has been deleted.", True),
        "(without a label)": ("The document has been deleted.", True),
        "no.such": ("There is no such list any more.", True),
        "Empty": ("The group is empty.", True),
        "Private": ("The page is for certain groups only.", False),
    }
    assert list(reasons)[-1] == "Private"
    listed = as_administrator.get(url("list")).content.decode()
    assert "Entries not shown" in listed
    menu = Menu.objects.get(place="main")
    assert "7 entries are not shown to everybody" in (
        as_administrator.get(url("edit", menu.pk)).content.decode()
    )


def test_nothing_left_out_is_said_as_well(as_administrator: Client) -> None:
    page = as_administrator.get(reverse("menu_faults:index")).content.decode()
    assert "Every entry of the published menus leads somewhere" in page


def test_one_is_warned_before_a_page_in_a_menu_disappears(
    as_administrator: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    about = StandardPageFactory(parent=home_page, title="About")
    below = StandardPageFactory(parent=about, title="Below")
    other = StandardPageFactory(parent=home_page, title="Other")
    set_menu("main", group("More", to_page(below, "Deep entry")))

    def asked(name: str, page: Any) -> str:
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        return str(as_administrator.get(address).content.decode())

    warning = "“Deep entry” in Main menu"
    for name in ("unpublish", "delete"):
        assert warning in asked(name, below)
        assert warning in asked(name, about)
        assert "Menus lead here" not in asked(name, other)
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
        assert warning in as_administrator.get(bulk, {"id": [about.pk, other.pk]}).content.decode()
        assert "Menus lead" not in as_administrator.get(bulk, {"id": other.pk}).content.decode()


def test_page_says_in_which_menu_it_is_used(as_administrator: Client, home_page: HomePage) -> None:
    about = StandardPageFactory(parent=home_page, title="About")
    menu = set_menu("main", group("More", to_page(about)))
    menu.previewed_on = home_page
    menu.save()

    usage = as_administrator.get(reverse("wagtailadmin_pages:usage", args=[about.pk]))
    assert "Main menu" in usage.content.decode()
    assert not ReferenceIndex.get_references_to(home_page).exists()


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


def test_menu_within_a_page_says_where_it_is_used(
    as_administrator: Client, site: Site, home_page: HomePage
) -> None:
    menu = Menu.objects.create(site=site, name="Ways on", place="block")
    StandardPageFactory(
        parent=home_page, title="A page with a menu", body=[{"type": "menu", "value": menu.pk}]
    )

    usage = as_administrator.get(url("usage", menu.pk)).content.decode()
    assert "A page with a menu" in usage


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


def test_one_is_warned_before_the_main_menu_is_deleted(as_administrator: Client) -> None:
    menu = Menu.objects.get(place="main")

    asked = as_administrator.get(url("delete", menu.pk)).content.decode()

    assert "Unpublish it instead" in asked


def test_preview_shows_neither_drafts_nor_what_the_person_may_not_read(
    client: Client, site: Site, home_page: HomePage, stranger: User, desk: NewsDeskPage
) -> None:
    keepers = Group.objects.create(name="Keepers of menus")
    for label, codename in (("wagtailadmin", "access_admin"), ("navigation", "change_menu")):
        keepers.permissions.add(
            Permission.objects.get(content_type__app_label=label, codename=codename)
        )
    stranger.groups.add(keepers)
    client.force_login(stranger)
    menu = set_menu("main", to_page(desk))
    draft = StandardPageFactory(parent=home_page, title="Dismissal of the chair", live=False)
    set_menu("main", to_page(draft))
    sent = form(site, place="main", previewed_on=draft.pk)

    assert "Dismissal" not in preview(client, menu, sent)
    assert "Dismissal" not in client.get(reverse("menu_faults:index")).content.decode()
    restrict(home_page, "Members")
    client.post(url("preview_on_edit", menu.pk), sent)
    assert client.get(url("preview_on_edit", menu.pk)).status_code == 403


def test_group_that_is_shown_without_its_page_is_no_loss(
    as_administrator: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    draft = StandardPageFactory(parent=home_page, title="Draft", live=False)
    set_menu("main", group("Shown all the same", to_page(desk), page=draft))

    faults = as_administrator.get(reverse("menu_faults:index")).context["object_list"]

    assert [(fault.label, fault.is_lost) for fault in faults] == [("Shown all the same", False)]
