"""The identity, as it is remembered between requests."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from core import memory
from core.organisations import Identity
from home.admin_look import admin_address_of
from home.identity import identity_for
from home.models import Organisation
from tests.factories import HomePageFactory, ImageFactory, StandardPageFactory


def request_from(user: Any = None, host: str = "localhost") -> HttpRequest:
    """A request, as views see it."""
    request = RequestFactory().get("/", headers={"host": host})
    request.user = user or AnonymousUser()
    return request


def costs(function: Any, *arguments: Any) -> int:
    """How many queries it takes, but for the one that asks whether memory still holds."""
    with CaptureQueriesContext(connection) as captured:
        function(*arguments)
    return sum("core_generation" not in query["sql"] for query in captured.captured_queries)


@pytest.fixture
def organisation(site: Site) -> Organisation:
    """An association with a contact strip."""
    return Organisation.objects.create(
        site=site, name="Reading Rooms", telephone="+44 20 7946 0018", email="o@example.org"
    )


def test_identity_without_anything_is_the_sites_name(site: Site) -> None:
    identity = identity_for(request_from())

    assert identity == Identity(name="News Desk", admin_accent_url=admin_address_of(""))
    assert not identity.has_contact

    Site.objects.update(site_name="")
    memory.clear()
    assert identity_for(request_from()).name == "localhost"


def test_identity_is_remembered(organisation: Organisation) -> None:
    assert costs(identity_for, request_from()) > 1
    # Which site a request is for is remembered elsewhere (core.sites); here Wagtail asks.
    assert costs(identity_for, request_from()) == 1
    assert identity_for(request_from()).name == "Reading Rooms"


def test_changed_identity_is_known_at_once(organisation: Organisation) -> None:
    assert identity_for(request_from()).has_contact

    organisation.telephone = ""
    organisation.save()
    assert identity_for(request_from()).telephone == ""
    assert identity_for(request_from()).has_contact

    organisation.delete()
    assert identity_for(request_from()) == Identity(
        name="News Desk", admin_accent_url=admin_address_of("")
    )


def test_logo_has_the_size_it_is_shown_at(organisation: Organisation, client: Client) -> None:
    organisation.logo = ImageFactory(file__width=400, file__height=160)
    organisation.save()

    logo = identity_for(request_from()).logo

    assert logo
    assert (logo.width, logo.height) == (100, 40)
    page = client.get("/").content.decode()
    # One colour, which cannot be seen in the dark: it has a plate there.
    assert f'<img src="{logo.url}" alt="" width="100" height="40" class="logo-on-plate">' in page
    picture = client.get(logo.url)
    assert picture.status_code == 200
    assert len(picture.getvalue()) > 100


def test_lost_file_of_the_logo_breaks_no_page(organisation: Organisation, client: Client) -> None:
    logo = ImageFactory()
    organisation.logo = logo
    organisation.save()
    logo.file.storage.delete(logo.file.name)

    response = client.get("/")

    assert response.status_code == 200
    assert "Reading Rooms" in response.content.decode()


def test_deleted_logo_is_gone_and_the_name_stays(organisation: Organisation) -> None:
    organisation.logo = ImageFactory()
    organisation.save()
    assert identity_for(request_from()).logo

    organisation.logo.delete()

    identity = identity_for(request_from())
    assert (identity.name, identity.logo) == ("Reading Rooms", None)


def test_logo_with_another_file_is_shown_at_once(organisation: Organisation) -> None:
    logo, other = ImageFactory(), ImageFactory()
    organisation.logo = logo
    organisation.save()
    before = identity_for(request_from()).logo

    logo.file = other.file
    logo.save()
    logo.renditions.all().delete()

    after = identity_for(request_from()).logo
    assert before
    assert after
    assert before.url != after.url


def test_without_any_site_there_is_no_identity(site: Site) -> None:
    site.delete()

    assert identity_for(request_from()) == Identity()


@pytest.fixture
def second_site(site: Site, settings: Any) -> Site:
    """A second association on the same installation."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "second.example"]
    root = Page.get_first_root_node()
    second_home = HomePageFactory(parent=root, title="Second", slug="second")
    StandardPageFactory(parent=second_home, title="Only here", show_in_menus=True)
    return Site.objects.create(hostname="second.example", root_page=second_home)


def test_each_site_has_an_identity_and_a_menu_of_its_own(
    client: Client, organisation: Organisation, second_site: Site
) -> None:
    Organisation.objects.create(site=second_site, name="Other Rooms", email="other@example.org")

    for _ in range(2):  # the second time from memory
        first = client.get("/", headers={"host": "localhost"}).content.decode()
        second = client.get("/", headers={"host": "second.example"}).content.decode()
        assert "Reading Rooms" in first
        assert "Only here" not in first
        assert "other@example.org" not in first
        assert "Other Rooms" in second
        assert "Only here" in second
        assert "o@example.org" not in second.replace("other@example.org", "")


@pytest.mark.parametrize("picture", ["logo", "icon", "share_image"])
def test_damaged_file_breaks_no_page(
    organisation: Organisation, client: Client, picture: str
) -> None:
    image = ImageFactory(file__width=800, file__height=800)
    setattr(organisation, picture, image)
    organisation.save()
    with image.file.storage.open(image.file.name, "wb") as file:
        file.truncate(0)

    for address in ("/", "/nowhere/"):
        response = client.get(address)
        assert response.status_code in (200, 404)
        assert "Reading Rooms" in response.content.decode()
