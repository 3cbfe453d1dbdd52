"""Administrators look after accounts in the admin."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.forms import AccountCreationForm
from members.models import User
from tests.factories import PASSWORD, UserFactory
from tests.races import look_away_once

ADD = "/admin/users/new/"
LIST = "/admin/users/"
TAKEN = "There is an account with this address already."


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def edit_url(account: User) -> str:
    """Where an account is edited."""
    return reverse("wagtailusers_users:edit", args=[account.pk])


def new_account(**changed: Any) -> dict[str, Any]:
    """A complete form for a new account."""
    secret = {"password1": "a long enough secret", "password2": "a long enough secret"}
    return {"email": "nora@example.org", "display_name": "Nora New", **secret, **changed}


def errors_at(response: Any, field: str) -> list[str]:
    """What the answer says at a field; it has to say it in the page as well."""
    assert response.status_code == 200
    messages = list(response.context["form"].errors.get(field, []))
    for message in messages:
        assert message in html.unescape(response.content.decode())
    return messages


@pytest.mark.parametrize("path", [ADD, "edit"])
def test_form_asks_for_what_our_accounts_have(admin: Client, member: User, path: str) -> None:
    page = admin.get(edit_url(member) if path == "edit" else path).content.decode()

    for name in ("email", "display_name", "groups", "password1", "password2"):
        assert f'name="{name}"' in page
    for name in ("first_name", "last_name", "is_superuser", "username", "user_permissions"):
        assert f'name="{name}"' not in page
    assert ('name="is_active"' in page) is (path == "edit")


def test_administrator_makes_an_account_that_can_sign_in(admin: Client) -> None:
    choir = Group.objects.create(name="Choir")

    response = admin.post(ADD, new_account(email="Nora@EXAMPLE.org", groups=[choir.pk]))

    assert response.status_code == 302
    account = User.objects.get(display_name="Nora New")
    assert account.email == "Nora@example.org"
    assert list(account.groups.all()) == [choir]
    assert Client().login(username="nora@example.org", password="a long enough secret")


@pytest.mark.parametrize("email", ["mina@example.org", "MINA@example.org", "mina@EXAMPLE.ORG"])
def test_new_account_with_a_taken_address_is_refused_at_the_field(
    admin: Client, email: str
) -> None:
    UserFactory.create(email="Mina@example.org")

    response = admin.post(ADD, new_account(email=email))

    assert errors_at(response, "email") == [TAKEN]
    assert not response.context["form"].non_field_errors()
    assert not User.objects.filter(display_name="Nora New").exists()


def test_address_taken_between_check_and_saving_is_refused_at_the_field(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserFactory.create(email="NORA@example.org")
    look_away_once(monkeypatch, AccountCreationForm, "clean_email")
    look_away_once(monkeypatch, User, "validate_constraints")

    assert errors_at(admin.post(ADD, new_account()), "email") == [TAKEN]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": "x" * 151}, "display_name"),
        ({"display_name": "a\0b"}, "display_name"),
        ({"password2": "another"}, "password2"),
        ({"password1": "12345", "password2": "12345"}, "password2"),
        ({"groups": ["999999"]}, "groups"),
    ],
)
def test_faulty_form_says_at_the_field_what_is_wrong(
    admin: Client, changed: dict[str, Any], field: str
) -> None:
    assert errors_at(admin.post(ADD, new_account(**changed)), field)
    assert not User.objects.filter(email="nora@example.org").exists()


def test_administrator_changes_an_account(admin: Client, member: User) -> None:
    editors = Group.objects.get(name="Editors")

    response = admin.post(
        edit_url(member),
        {
            "email": member.email.upper(),
            "display_name": "Mina Editor",
            "is_active": "on",
            "groups": [editors.pk],
        },
    )

    assert response.status_code == 302
    member.refresh_from_db()
    assert str(member) == "Mina Editor"
    # What no box was ticked for, but a membership is in force for.
    assert {group.name for group in member.groups.all()} == {"Editors", "Members"}
    assert member.check_password(PASSWORD)


def test_changing_to_a_taken_address_is_refused_at_the_field(admin: Client, member: User) -> None:
    UserFactory.create(email="taken@example.org")

    response = admin.post(
        edit_url(member), {"email": "Taken@Example.org", "display_name": "M", "is_active": "on"}
    )

    assert errors_at(response, "email") == [TAKEN]


def test_administrator_changes_their_own_account_but_does_not_lock_themselves_out(
    admin: Client, administrator: User
) -> None:
    page = admin.get(edit_url(administrator)).content.decode()
    assert 'name="is_active"' not in page

    groups = [group.pk for group in administrator.groups.all()]
    own = {"email": administrator.email, "display_name": "Adam B.", "groups": groups}
    assert admin.post(edit_url(administrator), own).status_code == 302

    administrator.refresh_from_db()
    assert (administrator.display_name, administrator.is_active) == ("Adam B.", True)


def test_administrator_deletes_an_account_after_being_asked(admin: Client, member: User) -> None:
    url = reverse("wagtailusers_users:delete", args=[member.pk])

    assert "Are you sure" in admin.get(url).content.decode()
    assert User.objects.filter(pk=member.pk).exists()
    assert admin.post(url).status_code == 302
    assert not User.objects.filter(pk=member.pk).exists()


@pytest.mark.parametrize("query", ["mina", "MINA@EXAMPLE", "member"])
def test_accounts_are_found_by_name_and_address(admin: Client, query: str) -> None:
    UserFactory.create(email="mina@example.org", display_name="Mina Member")
    UserFactory.create(email="otto@example.org", display_name="Otto Other")

    found = admin.get(LIST, {"q": query}).context["users"]

    assert [account.display_name for account in found] == ["Mina Member"]


def test_list_of_accounts_costs_the_same_for_few_and_many(admin: Client) -> None:
    costs = []
    for number in (3, 12):
        UserFactory.create_batch(number, groups=["Members"])
        admin.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            admin.get(LIST)
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_people_change_their_own_name(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get("/admin/account/").content.decode()
    assert 'name="name_email-display_name"' in page
    assert "first_name" not in page

    form = {
        "name_email-display_name": "Edith E.",
        "name_email-email": "edith@example.org",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    address = editor.email
    response = client.post("/admin/account/", form)

    assert response.status_code == 302, response.context["panels_by_tab"]
    editor.refresh_from_db()
    assert (editor.display_name, editor.email) == ("Edith E.", address)
