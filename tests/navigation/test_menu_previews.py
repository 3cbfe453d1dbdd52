"""The preview of a menu: unsaved, on a real page, and nothing the person may not see."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupPagePermission,
    Site,
)

from home.models import HomePage
from members.models import User
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.factories import StandardPageFactory, restrict
from tests.navigation.compose import (
    set_menu,
    to_page,
    words,
)
from tests.navigation.menu_forms import form, url

pytestmark = pytest.mark.django_db


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
