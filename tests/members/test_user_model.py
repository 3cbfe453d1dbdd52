"""The account itself."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from members.models import User
from tests.factories import UserFactory


def test_account_needs_an_address(db: None) -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("")


def test_account_without_password_cannot_sign_in(db: None) -> None:
    account = User.objects.create_user("nora@example.org", display_name="Nora")

    assert not account.has_usable_password()
    assert not account.is_superuser
    assert not account.is_staff


def test_address_is_unique_in_any_case(db: None) -> None:
    UserFactory.create(email="Nora@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory.create(email="nORA@example.org")
    with pytest.raises(ValidationError, match="There is an account with this address already"):
        User(email="nora@example.org", display_name="N", password="x").full_clean()


def test_address_is_kept_with_the_domain_in_small_letters(db: None) -> None:
    account = User(email="Nora@EXAMPLE.Org", display_name="Nora", password="x")
    account.full_clean()

    assert account.email == "Nora@example.org"
    assert User.objects.create_user("Otto@EXAMPLE.org").email == "Otto@example.org"


def test_account_is_found_by_address_in_any_case(db: None) -> None:
    account = UserFactory.create(email="Nora@example.org")

    assert User.objects.get_by_natural_key("NORA@example.org") == account


def test_account_is_called_by_its_name_or_else_its_address() -> None:
    named, nameless = User(email="n@x.org", display_name="Nora"), User(email="n@x.org")

    assert {str(named), named.get_full_name(), named.get_short_name()} == {"Nora"}
    assert {str(nameless), nameless.get_full_name()} == {"n@x.org"}


def test_only_those_with_access_to_the_admin_count_as_staff(editor: User, member: User) -> None:
    assert editor.is_staff
    assert not member.is_staff


def test_superuser_is_made_on_the_command_line(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long enough secret")
    call_command(
        "createsuperuser",
        email="root@example.org",
        display_name="Ruth",
        interactive=False,
        verbosity=0,
    )

    account = User.objects.get(email="root@example.org")
    assert account.is_superuser
    assert account.is_staff
    assert account.check_password("a long enough secret")
