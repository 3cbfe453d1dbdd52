"""The identity before it is saved, on real pages of the site."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from wagtail.models import Page, Site

from core.previews import page_on_stage, stages
from home.accents import address_of
from home.models import Organisation
from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, HomePageFactory, UserFactory, restrict
from tests.home.organisation_form import edit_url, form_data, preview_url

MODES = ["home", "article", "desk"]


@pytest.fixture
def organisation(site: Site) -> Organisation:
    """An association as everybody sees it."""
    return Organisation.objects.create(site=site, name="As it is", accent="#1f5f66")


@pytest.fixture
def ada(client: Client, site: Site) -> Client:
    """An administrator who is no superuser."""
    client.force_login(UserFactory.create(groups=["Administrators"]))
    return client


def preview(client: Client, site: Site, mode: str, **fields: Any) -> Any:
    """Type these into the form and look at the preview, as the editor does."""
    sent = client.post(preview_url(site), form_data(**fields))
    assert sent.json() == {"is_valid": True, "is_available": True}
    return client.get(preview_url(site), {"mode": mode, "in_preview_panel": "true"})


def test_kinds_of_page_are_offered_in_order() -> None:
    assert [name for name, _label in stages()] == MODES


@pytest.mark.parametrize("mode", MODES)
def test_unsaved_identity_is_shown_on_the_page_and_to_nobody_else(
    ada: Client, organisation: Organisation, desk: NewsDeskPage, mode: str
) -> None:
    ArticlePageFactory(parent=desk, title="The newest piece")
    site = organisation.site

    response = preview(
        ada, site, mode, name="As it will be", accent="#7a1fa2", hours="always", email="o@x.org"
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "– As it will be</title>" in page
    assert "Hours: </span>always" in page
    assert address_of("#7a1fa2") in page
    # Its sheet is there although the colour is not saved, and under the same strict policy.
    assert Client().get(address_of("#7a1fa2")).status_code == 200
    assert "style-src 'self'" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]
    assert ("The newest piece" in page) or mode != "article"
    assert "– As it is</title>" in Client().get("/").content.decode()
    assert "– As it is</title>" in ada.get("/").content.decode()


def test_without_articles_the_home_page_is_shown(ada: Client, organisation: Organisation) -> None:
    page = preview(ada, organisation.site, "article", name="Soon").content.decode()

    assert "home-page" in page
    assert "– Soon</title>" in page


def test_what_is_refused_is_not_previewed(ada: Client, organisation: Organisation) -> None:
    url = preview_url(organisation.site)
    assert ada.post(url, form_data(name="Good")).json()["is_valid"]

    refused = ada.post(url, form_data(name="Bad", accent="#ffffff")).json()

    assert refused == {"is_valid": False, "is_available": True}
    assert "– Good</title>" in ada.get(url, {"mode": "home"}).content.decode()


def test_only_what_the_person_may_read_is_shown(
    ada: Client, organisation: Organisation, desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk, title="Open to all", shared_on="2020-01-01")
    hidden: Any = ArticlePageFactory(parent=desk, title="For the board", shared_on="2024-01-01")
    restrict(hidden, "Board")
    site = organisation.site

    assert page_on_stage("article", site, AnonymousUser()).title == "Open to all"
    # Whoever may edit a page may read it.
    assert "For the board" in preview(ada, site, "article", name="N").content.decode()

    limited = Client()
    limited.force_login(setting_only(site))
    page = preview(limited, site, "article", name="N").content.decode()
    assert "Open to all" in page
    assert "For the board" not in page

    restrict(site.root_page, "Members")
    response = preview(limited, site, "home", name="Still unsaved")
    assert response.status_code == 403
    assert "– Still unsaved</title>" in response.content.decode()


def setting_only(site: Site) -> User:
    """Somebody who may change the organisation of one site and nothing else."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupSitePermission

    group = Group.objects.create(name="Identity")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupSitePermission.objects.create(
        group=group, site=site, permission=Permission.objects.get(codename="change_organisation")
    )
    return UserFactory.create(groups=["Identity"])


@pytest.mark.parametrize("group", ["Editors", "Members"])
def test_others_get_neither_form_nor_preview(
    client: Client, organisation: Organisation, group: str
) -> None:
    client.force_login(UserFactory.create(groups=[group]))
    site = organisation.site

    for url in (edit_url(site), preview_url(site)):
        for response in (client.get(url), client.post(url, form_data(name="Taken over"))):
            # Wagtail sends editors back to its first page, others to a sign-in that refuses them.
            assert response.status_code in (302, 403)
            assert b"<form" not in response.content
    assert client.delete(preview_url(site)).status_code in (302, 403)
    assert Organisation.objects.get().name == "As it is"
    assert "settings/home/organisation" not in client.get("/admin/").content.decode()


def test_second_site_is_previewed_as_itself(
    ada: Client, organisation: Organisation, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "second.example"]
    home: Any = HomePageFactory(
        parent=Page.get_first_root_node(), title="Second", slug="second", introduction="Over there"
    )
    second = Site.objects.create(hostname="second.example", root_page=home)

    page = preview(ada, second, "home", name="The other", accent="#036").content.decode()

    assert "Over there" in page
    assert "– The other</title>" in page
    assert address_of("#003366") in page
    assert not Organisation.objects.get(site=second).name
    assert (
        organisation.site.root_page.get_full_url()
        == Organisation.objects.get(site=organisation.site).full_url
    )


def test_each_site_has_a_colour_of_its_own(
    client: Client, organisation: Organisation, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "second.example"]
    home: Any = HomePageFactory(parent=Page.get_first_root_node(), title="S", slug="second")
    second = Site.objects.create(hostname="second.example", root_page=home)
    Organisation.objects.create(site=second, accent="#7a1fa2")

    for _ in range(2):  # the second time from memory
        first = client.get("/", headers={"host": "localhost"}).content.decode()
        other = client.get("/", headers={"host": "second.example"}).content.decode()
        assert address_of("#1f5f66") in first
        assert address_of("#7a1fa2") in other
    for host in ("localhost", "second.example"):
        sheet = client.get(address_of("#7a1fa2"), headers={"host": host})
        assert sheet.status_code == 200
