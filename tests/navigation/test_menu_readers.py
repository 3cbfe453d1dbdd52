"""Whom a menu shows what: pages and documents as private as they are, and ways to sign in."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, GroupPagePermission, Site

from home.models import HomePage
from members.models import User
from tests.factories import DocumentFactory, StandardPageFactory, UserFactory, restrict
from tests.navigation.compose import entry, set_menu, to_page, words

pytestmark = pytest.mark.django_db


def test_entry_is_hidden_from_those_who_may_not_read_its_page(
    home_page: HomePage, member: User, stranger: User, administrator: User, superuser: User
) -> None:
    private = StandardPageFactory(parent=home_page, title="For members")
    set_menu("main", to_page(private))
    assert words() == ["For members"]

    restriction = restrict(private, "Members")

    assert words() == words(user=stranger) == []
    assert words(user=member) == words(user=administrator) == ["For members"]
    assert words(user=superuser) == ["For members"]
    restriction.delete()
    assert words() == ["For members"]


def test_owner_of_a_page_sees_it_in_the_menu_and_others_with_the_same_groups_do_not(
    home_page: HomePage,
) -> None:
    owner, other = (UserFactory.create(groups=["Authors"]) for _ in range(2))
    page = StandardPageFactory(parent=home_page, title="My own", owner=owner)
    restrict(page, "Members")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Authors"),
        page=home_page,
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="add_page"
        ),
    )
    set_menu("main", to_page(page))

    assert words(user=owner) == ["My own"]
    assert words(user=other) == []


def test_documents_are_as_private_as_their_collection(
    site: Site, member: User, stranger: User, superuser: User
) -> None:
    root = Collection.get_first_root_node()
    assert root
    closed = root.add_child(name="Closed")
    inner = closed.add_child(name="Inner")
    document = DocumentFactory(title="Minutes", collection=inner)
    opened = DocumentFactory(title="Statutes")
    set_menu(
        "main",
        entry("document", document=document.pk, label=""),
        entry("document", document=opened.pk, label="Rules"),
    )
    assert words() == ["Minutes", "Rules"]

    restriction = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="groups"
    )
    assert words() == words(user=member) == ["Rules"]
    restriction.groups.add(Group.objects.get(name="Members"))
    assert words(user=member) == words(user=superuser) == ["Minutes", "Rules"]
    assert words() == words(user=stranger) == ["Rules"]

    restriction.restriction_type = "login"
    restriction.save()
    assert words(user=member) == ["Minutes", "Rules"]
    assert words(user=stranger) == words() == ["Rules"]
    # A shared password is no membership.
    restriction.restriction_type = "password"
    restriction.save()
    assert words(user=member) == words() == ["Rules"]
    assert words(user=superuser) == ["Minutes", "Rules"]

    document.delete()
    opened.delete()
    assert words(user=superuser) == []


def test_signed_in_visitor_can_sign_out_and_others_in(client: Client, member: User) -> None:
    assert 'href="/account/login/"' in client.get("/").content.decode()

    client.force_login(member)

    page = client.get("/").content.decode()
    assert 'action="/account/logout/"' in page
    assert 'href="/account/login/"' not in page
