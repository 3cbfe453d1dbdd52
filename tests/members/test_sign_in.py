"""Signing in and out: one page for everybody."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from home.models import HomePage
from members.models import User
from tests.factories import PASSWORD, UserFactory

LOGIN = "/account/login/"
LOGOUT = "/account/logout/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **fields: str) -> str | None:
    """Send the sign-in form; return where it leads, or None where it is shown again."""
    response = client.post(LOGIN, {"username": email, "password": password, **fields})
    if response.status_code == 302:
        return response.headers["Location"]
    assert response.status_code == 200
    return None


def is_signed_in(client: Client) -> bool:
    """Whether the browser belongs to an account."""
    return "_auth_user_id" in client.session


def test_right_password_signs_in(client: Client, member: User) -> None:
    assert sign_in(client, member.email) == "/"
    assert is_signed_in(client)


def test_wrong_password_is_refused_with_a_reason(client: Client, member: User) -> None:
    response = client.post(LOGIN, {"username": member.email, "password": PASSWORD.upper()})

    assert "do not belong together" in response.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("fields", [{}, {"username": "no address", "password": "x"}])
def test_incomplete_form_is_shown_again(client: Client, db: None, fields: dict[str, str]) -> None:
    response = client.post(LOGIN, fields)

    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.parametrize("email", ["mina@example.org", "MINA@EXAMPLE.ORG", "Mina@Example.Org "])
def test_address_is_taken_in_any_case(client: Client, db: None, email: str) -> None:
    UserFactory.create(email="Mina@example.org")

    assert sign_in(client, email) == "/"


def test_inactive_account_is_told_so_after_the_right_password_only(
    client: Client, db: None
) -> None:
    account = UserFactory.create(is_active=False)

    right = client.post(LOGIN, {"username": account.email, "password": PASSWORD}, follow=True)
    wrong = client.post(LOGIN, {"username": account.email, "password": "something else"})

    assert "This account is not active" in right.content.decode()
    assert "do not belong together" in wrong.content.decode()
    assert "not active" not in wrong.content.decode()
    assert not is_signed_in(client)


def test_deactivated_account_is_signed_out_at_once(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert client.get("/admin/account/").status_code == 200

    User.objects.filter(pk=administrator.pk).update(is_active=False)

    assert client.get("/admin/account/").status_code == 302
    assert "Sign in" in client.get("/").content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https:evil.example",
        "https://evil.example/",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "ftp://testserver/",
        "\t//evil.example",
        "https://testserver@evil.example/",
    ],
)
def test_sign_in_leads_to_no_other_site(client: Client, member: User, target: str) -> None:
    assert sign_in(client, member.email, next=target) == "/"


def test_sign_in_leads_back_within_the_site(client: Client, member: User) -> None:
    assert sign_in(client, member.email, next="/news-desk/?page=2") == "/news-desk/?page=2"


def test_whoever_is_signed_in_already_is_led_on(client: Client, member: User) -> None:
    client.force_login(member)

    response = client.get(LOGIN, {"next": "/news-desk/"})

    assert (response.status_code, response.headers["Location"]) == (302, "/news-desk/")
    assert client.get(LOGIN, {"next": "//evil.example"}).headers["Location"] == "/"


@pytest.mark.parametrize("door", ["/admin/", "/admin/login/", "/_util/login/", "/admin/pages/"])
def test_every_door_leads_to_the_one_sign_in(client: Client, db: None, door: str) -> None:
    response = client.get(door, follow=True)

    assert response.request["PATH_INFO"] == LOGIN
    assert len(response.redirect_chain) <= 2
    assert response.status_code == 200


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_doors_sign_nobody_in(client: Client, superuser: User, door: str) -> None:
    client.post(door, {"username": superuser.email, "password": PASSWORD})

    assert not is_signed_in(client)


def test_admin_is_where_the_sign_in_leads_whoever_came_for_it(client: Client, editor: User) -> None:
    asked = client.get("/admin/reports/site-history/", follow=True)

    assert asked.context["next"] == "/admin/reports/site-history/"
    assert sign_in(client, editor.email, next=asked.context["next"]) == asked.context["next"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/users/", "/admin/account/", "/admin/login/"])
def test_account_without_rights_gets_no_admin_and_no_circle(
    client: Client, member: User, home_page: HomePage, path: str
) -> None:
    client.force_login(member)

    response = client.get(path, follow=True)

    assert response.status_code == 403
    assert len(response.redirect_chain) <= 2
    assert "This is not open to your account" in response.content.decode()


def test_sign_out_takes_a_post(client: Client, member: User) -> None:
    client.force_login(member)

    assert client.get(LOGOUT).status_code == 405
    assert is_signed_in(client)

    response = client.post(LOGOUT)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert not is_signed_in(client)


def test_sign_out_in_the_admin_signs_out_everywhere(client: Client, editor: User) -> None:
    client.force_login(editor)

    response = client.post(reverse("wagtailadmin_logout"), follow=True)

    assert response.request["PATH_INFO"] == LOGIN
    assert not is_signed_in(client)


def test_sign_out_needs_the_forms_token(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)

    assert client.post(LOGOUT).status_code == 403
    assert is_signed_in(client)


def test_session_gets_a_new_key_at_sign_in(client: Client, member: User) -> None:
    session = client.session
    session["kept"] = True
    session.save()
    before = session.session_key
    assert before

    sign_in(client, member.email)

    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_sign_in_page_is_kept_by_no_cache(client: Client, db: None) -> None:
    for path in (LOGIN, "/account/login-gate/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["password_reset/", "password_reset/confirm/x/y/"])
def test_the_admin_has_no_password_reset_of_its_own(
    client: Client, editor: User, path: str
) -> None:
    client.post(f"/admin/{path}", {"email": editor.email})

    assert not mail.outbox


def test_the_admin_changes_neither_passwords_nor_addresses(client: Client, editor: User) -> None:
    client.force_login(editor)

    page = client.get("/admin/account/").content.decode()

    assert 'name="name_email-display_name"' in page
    assert 'type="password"' not in page
    assert "name_email-email" not in page
    assert '<a href="/account/">' in page


def test_superuser_of_the_command_line_signs_in_at_once(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser",
        interactive=False,
        email="Root@Example.org",
        display_name="R",
        verbosity=0,
    )

    assert sign_in(client, "root@example.org") == "/"
