"""One row for each account says whether its address is proven, whoever writes the account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import addresses
from members.models import User
from tests.factories import UserFactory


def rows(user: User) -> list[tuple[str, bool, bool]]:
    """The account's addresses: each with whether it is proven, and the account's own."""
    found = EmailAddress.objects.filter(user=user)
    return list(found.values_list("email", "verified", "primary"))


def test_new_account_is_unproven_in_small_letters(db: None) -> None:
    user = User.objects.create_user("Nora@Example.org", display_name="Nora")

    assert rows(user) == [("nora@example.org", False, True)]
    assert not addresses.is_proven(user)


def test_account_of_the_command_line_is_proven(db: None) -> None:
    user = User.objects.create_superuser("root@example.org", display_name="Ruth")

    assert addresses.is_proven(user)


def test_right_to_everything_proves_no_address_later(db: None) -> None:
    user = User.objects.create_user("nora@example.org", display_name="Nora")
    user.is_superuser = True
    user.save()

    assert not addresses.is_proven(user)


def test_other_address_is_unproven_and_the_old_row_goes(db: None) -> None:
    user = UserFactory.create(email="nora@example.org")
    assert addresses.is_proven(user)

    user.email = "other@example.org"
    user.save()

    assert rows(user) == [("other@example.org", False, True)]


def test_other_spelling_stays_proven(db: None) -> None:
    user = UserFactory.create(email="nora@example.org")

    user.email = "NORA@example.org"
    user.save()

    assert rows(user) == [("nora@example.org", True, True)]


def test_saving_something_else_asks_nothing(db: None) -> None:
    user = UserFactory.create()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        user.save(update_fields=["display_name"])

    assert not [query for query in asked if "emailaddress" in query["sql"]]


def test_accounts_written_in_bulk_are_noted_unproven_once(db: None) -> None:
    known = UserFactory.create(email="known@example.org")
    users = User.objects.bulk_create(
        [User(email=f"N{number}@example.org", display_name="N") for number in range(3)]
    )
    for _time in range(2):
        addresses.note_all([known, *users])

    assert rows(users[0]) == [("n0@example.org", False, True)]
    assert rows(known) == [("known@example.org", True, True)]
    assert EmailAddress.objects.count() == 4
