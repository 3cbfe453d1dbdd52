"""The admin carries the organisation's name, sign and colour, and can be read whatever that is."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from core.colours import contrast, parse
from home.admin_look import admin_address_of, admin_sheet_for
from home.models import Organisation
from members.models import User
from tests.factories import ImageFactory

WHITE = parse("#fff")
COLOURS = ["#8c2f1b", "#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff00ff", "#777777"]


@pytest.mark.parametrize("code", COLOURS)
def test_entries_of_the_menu_can_be_read_on_every_accent(code: str) -> None:
    sheet = admin_sheet_for(code)
    assert sheet

    grounds = re.findall(r"#[0-9a-f]{6}", sheet.text)
    assert len(grounds) == 8
    for ground in map(parse, grounds):
        assert contrast(WHITE, ground) >= 9


def test_what_is_open_differs_from_the_rest() -> None:
    sheet = admin_sheet_for("#8c2f1b")
    assert sheet

    found = re.findall(r"#[0-9a-f]{6}", sheet.text)
    _ink, _lighter, ground, opened, night, night_opened, *_same = found
    assert ground != opened
    assert night != night_opened


@pytest.mark.parametrize("code", ["", "red", "#12", "#8c2f1b; } body { display: none"])
def test_what_is_no_colour_makes_no_sheet(code: str) -> None:
    assert admin_sheet_for(code) is None
    assert admin_address_of(code) == admin_address_of("#8c2f1b")


@pytest.fixture
def organisation(site: Site) -> Organisation:
    """An organisation with a colour."""
    return Organisation.objects.create(site=site, name="The Readers", accent="#1b5e8c")


def test_admin_carries_name_and_colour(
    client: Client, editor: User, organisation: Organisation
) -> None:
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert re.search(r"<title>.* - The Readers</title>", page)
    assert '<span class="admin-branding__name">The Readers</span>' in page
    assert re.search(r"<h1[^>]*>\s*The Readers", page)
    address = admin_address_of("#1b5e8c")
    assert f'<link rel="stylesheet" href="{address}">' in page
    sheet = client.get(address)
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]


def test_sheet_is_only_at_its_own_address(client: Client, db: None) -> None:
    address = admin_address_of("#1b5e8c")

    assert client.get(address).status_code == 200
    assert client.get(address.replace("1b5e8c", "1b5e8d")).status_code == 404


def test_sign_stands_beside_the_name_and_else_its_first_letter(
    client: Client, editor: User, organisation: Organisation
) -> None:
    client.force_login(editor)
    home = reverse("wagtailadmin_home")
    assert 'aria-hidden="true">T</span>' in client.get(home).content.decode()

    organisation.icon = ImageFactory.create(file__width=200, file__height=200)
    organisation.save()

    page = client.get(home).content.decode()
    assert 'class="admin-branding__sign" src="/media/' in page
    assert 'rel="icon"' in page


def test_name_is_escaped(client: Client, editor: User, organisation: Organisation) -> None:
    organisation.name = "</template><script>alert(1)</script>"
    organisation.save()
    client.force_login(editor)

    assert "<script>alert(1)" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_form_of_the_organisation_carries_them_too(
    client: Client, administrator: User, organisation: Organisation
) -> None:
    client.force_login(administrator)
    address = reverse("wagtailsettings:edit", args=["home", "organisation", organisation.site.pk])

    page = client.get(address).content.decode()

    assert f'href="{admin_address_of(organisation.accent)}"' in page
