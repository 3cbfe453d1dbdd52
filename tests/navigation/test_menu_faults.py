"""What menus do not show and why; what is warned of before something disappears."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    ReferenceIndex,
    Site,
)

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
from tests.navigation.menu_forms import errors_of, form, url

pytestmark = pytest.mark.django_db


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


def test_menu_within_a_page_says_where_it_is_used(
    as_administrator: Client, site: Site, home_page: HomePage
) -> None:
    menu = Menu.objects.create(site=site, name="Ways on", place="block")
    StandardPageFactory(
        parent=home_page, title="A page with a menu", body=[{"type": "menu", "value": menu.pk}]
    )

    usage = as_administrator.get(url("usage", menu.pk)).content.decode()
    assert "A page with a menu" in usage


def test_one_is_warned_before_the_main_menu_is_deleted(as_administrator: Client) -> None:
    menu = Menu.objects.get(place="main")

    asked = as_administrator.get(url("delete", menu.pk)).content.decode()

    assert "Unpublish it instead" in asked


def test_group_that_is_shown_without_its_page_is_no_loss(
    as_administrator: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    draft = StandardPageFactory(parent=home_page, title="Draft", live=False)
    set_menu("main", group("Shown all the same", to_page(desk), page=draft))

    faults = as_administrator.get(reverse("menu_faults:index")).context["object_list"]

    assert [(fault.label, fault.is_lost) for fault in faults] == [("Shown all the same", False)]
