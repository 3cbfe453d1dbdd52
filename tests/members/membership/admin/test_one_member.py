"""One member is added, changed and deleted in the admin."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from members.membership.deeds import today
from members.models import Membership, User
from tests.members.membership.admin.addresses import ADD, bulk_url, edit_url
from tests.members.membership.people import Status, account_of, in_group, membership_of, noted

pytestmark = pytest.mark.django_db
Told = Callable[[], list[tuple[str, int]]]


def test_new_member_is_invited(admin: Client, administrator: User, told: Told) -> None:
    response = admin.post(
        ADD, {"name": "Anna", "email": "Anna@EXAMPLE.org", "number": "7", "invites": "on"}
    )

    assert response.status_code == 302
    membership = Membership.objects.get()
    assert (membership.status, membership.email) == (Status.INVITED, "Anna@example.org")
    assert told() == [("invited", membership.pk)]
    assert ModelLogEntry.objects.for_instance(membership).get().user == administrator


def test_new_member_without_invitation_waits(admin: Client, told: Told) -> None:
    admin.post(ADD, {"name": "Anna", "email": "anna@example.org"})

    assert Membership.objects.get().status == Status.ACTIVE
    assert told() == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "KNOWN@example.org"}, "email"),
        ({"number": "7"}, "number"),
        ({"since": "2024-01-02", "ends_on": "2024-01-01"}, "ends_on"),
        ({"name": "a\x07b"}, "name"),
    ],
)
def test_wrong_entry_is_refused_at_its_field(
    admin: Client, wrong: dict[str, str], field: str
) -> None:
    noted(email="known@example.org", number="7")

    response = admin.post(ADD, {"name": "Anna", "email": "anna@example.org"} | wrong)

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert Membership.objects.count() == 1


def test_member_is_changed_and_the_new_end_holds_at_once(admin: Client, told: Told) -> None:
    membership = membership_of(ends_on=today())
    over = today() - datetime.timedelta(days=1)

    admin.post(
        edit_url(membership),
        {"name": "New name", "email": "x@example.org", "ends_on": over, "notes": "Moved away"},
    )

    membership.refresh_from_db()
    assert (membership.name, membership.notes) == ("New name", "Moved away")
    assert membership.email == account_of(membership).email
    assert (membership.status, membership.ends_on) == (Status.ENDED, over)
    assert in_group() == set()
    assert told() == [("ended", membership.pk)]
    actions = ModelLogEntry.objects.for_instance(membership).values_list("action", flat=True)
    assert set(actions) == {"wagtail.edit", "members.membership.ended"}


def test_form_that_was_open_meanwhile_takes_no_suspension_back(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    membership = membership_of()
    save = Membership.save

    def suspended_meanwhile(self: Membership, *args: Any, **kwargs: Any) -> None:
        Membership.objects.filter(pk=self.pk).update(status=Status.SUSPENDED)
        save(self, *args, **kwargs)

    monkeypatch.setattr(Membership, "save", suspended_meanwhile)
    admin.post(edit_url(membership), {"name": "New name", "email": membership.email})

    membership.refresh_from_db()
    assert (membership.name, membership.status) == ("New name", Status.SUSPENDED)


def test_member_deleted_by_hand_leaves_the_group(admin: Client) -> None:
    membership = membership_of()

    admin.post(reverse("members_admin:delete", args=[membership.pk]))

    assert not Membership.objects.exists()
    assert in_group() == set()


def test_history_tells_what_happened(admin: Client) -> None:
    membership = membership_of()
    admin.post(bulk_url("suspend", membership))

    page = admin.get(reverse("members_admin:history", args=[membership.pk])).content.decode()

    assert "Membership suspended" in page
