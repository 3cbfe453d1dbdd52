"""Import lists of members: tried first, then imported, and as often as one likes."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from members.membership import proof
from members.membership import services as memberships
from members.membership.deeds import today
from members.models import MemberImport, Membership, User
from tests.exports import csv_rows, xlsx_cells
from tests.factories import UserFactory
from tests.members.membership.importing import finish, imported, outcomes
from tests.members.membership.lists import ROWS, csv_of, xlsx_of
from tests.members.membership.people import Status, in_force, in_group, membership_of, noted

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, int]]]


@pytest.mark.parametrize("content", [csv_of(ROWS, encoding="cp1252"), xlsx_of(ROWS)])
def test_list_goes_from_upload_to_report(
    admin: Client, administrator: User, content: bytes, told: Told
) -> None:
    file = SimpleUploadedFile("Mitglieder.xls", content)

    page = admin.post(reverse("members_admin:imports"), {"file": file}, follow=True)
    work = MemberImport.objects.get()
    assert work.columns == ["surname", "first_name", "email", "number", "since", "ends_on"]
    assert "can@example.org" in page.content.decode()

    address = reverse("members_admin:import", args=[work.pk])
    columns = {f"column{place}": name for place, name in enumerate(work.columns)}
    page = admin.post(address, columns, follow=True)
    assert "The file is being read." in page.content.decode()
    assert Membership.objects.count() == 0

    finish(work)
    state = admin.get(address, {"state": ""}).content.decode()
    assert "Nothing has been imported yet." in state
    assert "New: 2" in state
    assert Membership.objects.count() == 0

    assert admin.post(address, {"run": "1"}).status_code == 302
    finish(work)
    assert "Imported." in admin.get(address).content.decode()

    anna, can = Membership.objects.order_by("number")
    assert (anna.name, anna.email, anna.since) == (
        *("Anna Müller", "anna@example.org", datetime.date(2020, 2, 1)),
    )
    assert (can.name, can.email, can.ends_on) == ("Can Öz", "can@example.org", None)
    assert in_group() == set()
    assert told() == []
    report = csv_rows(admin, reverse("members_admin:report_csv", args=[work.pk]))
    assert report[1][:2] == ["2", "New"]
    cells = xlsx_cells(admin, reverse("members_admin:report_xlsx", args=[work.pk]))
    assert [cell.value for cell in cells[2]][5] == "Can <can@example.org>"
    entry = ModelLogEntry.objects.for_instance(anna).get()
    assert (entry.user, entry.action) == (administrator, "members.membership.imported")


def test_same_list_again_changes_nothing(administrator: User) -> None:
    rows = [["a@example.org", "Anna", "1", "31.12.2041"], ["b@example.org", "Bob", "2", ""]]
    imported(*rows, by=administrator)
    before = list(Membership.objects.order_by("pk").values())

    again = imported(*rows, by=administrator)

    assert outcomes(again) == [(2, "unchanged"), (3, "unchanged")]
    assert list(Membership.objects.order_by("pk").values()) == before


def test_known_members_get_what_is_new_and_keep_what_the_list_lacks(administrator: User) -> None:
    member = membership_of(name="Old name", notes="Choir", number="1")
    waiting = noted(email="B@example.org", name="Bob")

    work = imported(
        [member.email.upper(), "New name", "", "31.12.2041"],
        ["b@example.org", "", "2", ""],
        by=administrator,
    )

    assert outcomes(work) == [(2, "changed"), (3, "changed")]
    member.refresh_from_db()
    waiting.refresh_from_db()
    assert (member.name, member.notes, member.number) == ("New name", "Choir", "1")
    assert member.ends_on == datetime.date(2041, 12, 31)
    assert (waiting.name, waiting.number, waiting.email) == ("Bob", "2", "B@example.org")
    assert "“Old name” → “New name”" in work.rows.get(number=2).remark
    assert "new name" in member.search_text


def test_new_end_in_a_list_ends_and_begins_memberships(administrator: User, told: Told) -> None:
    over = (today() - datetime.timedelta(days=1)).isoformat()
    ends, begins, moves = membership_of(), membership_of(Status.ENDED), membership_of()
    Membership.objects.filter(pk=begins.pk).update(ends_on=over)

    imported(
        [ends.email, "", "", over],
        [begins.email, "", "", "2041-12-31"],
        [moves.email, "", "", "2041-12-31"],
        ["new@example.org", "", "", over],
        by=administrator,
    )

    assert in_group() == in_force() == {begins.account_id, moves.account_id}
    assert Membership.objects.get(email="new@example.org").status == Status.ENDED
    # Who sees no difference is not written to.
    assert sorted(told()) == sorted([("ended", ends.pk), ("resumed", begins.pk)])


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.DECLINED, Status.PENDING])
def test_list_lets_nobody_in_whom_an_administrator_keeps_out(
    administrator: User, status: str
) -> None:
    kept_out = membership_of(status)

    imported([kept_out.email, "New name", "9", "2041-12-31"], by=administrator)

    kept_out.refresh_from_db()
    assert (kept_out.status, kept_out.name) == (status, "New name")
    assert in_group() == set()


def test_mistakes_are_told_and_the_other_rows_imported(administrator: User) -> None:
    member, other = membership_of(number="7"), noted(number="8", email="old@example.org")

    work = imported(
        ["a@example.org", "Anna", "1", ""],
        ["no address", "Bob", "", ""],
        ["A@EXAMPLE.org", "Anna again", "", ""],
        ["c@example.org", "", "1", ""],
        ["d@example.org", "", "7", ""],
        ["e@example.org", "", "", "31.31.2040"],
        [member.email, "", "8", ""],
        ["new@example.org", "Olga", "8", ""],
        by=administrator,
    )

    assert [outcome for _row, outcome in outcomes(work)] == [
        *("new", "problem", "problem", "problem", "problem", "problem", "problem", "problem"),
    ]
    remarks = dict(work.rows.values_list("number", "remark"))
    assert "row 2" in remarks[4]
    assert "row 2" in remarks[5]
    assert member.email in remarks[6]
    assert other.email in remarks[8]
    assert "row 8" in remarks[9]
    assert Membership.objects.count() == 3


def test_address_that_waits_is_changed_by_its_number_but_no_accounts(administrator: User) -> None:
    waiting = noted(number="8", email="old@example.org")

    work = imported(["new@example.org", "", "8", ""], by=administrator)

    waiting.refresh_from_db()
    assert (outcomes(work), waiting.email) == ([(2, "changed")], "new@example.org")
    assert "new@example.org" in waiting.search_text


def test_new_members_are_invited_where_that_is_wanted(administrator: User, told: Told) -> None:
    known = noted()

    imported(
        [known.email, "Known", "", ""],
        ["a@example.org", "", "", ""],
        by=administrator,
        invites=True,
    )

    new = Membership.objects.get(email="a@example.org")
    assert new.status == Status.INVITED
    assert told() == [("invited", new.pk)]


def test_proven_address_is_its_accounts_at_once(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven, unproven = UserFactory.create(), UserFactory.create()
    monkeypatch.setattr(proof, "_sources", [lambda wanted: {proven.email.lower(): proven}])

    imported([proven.email, "", "", ""], [unproven.email, "", "", ""], by=administrator)

    assert in_group() == in_force() == {proven.pk}
    assert Membership.objects.get(email=unproven.email).account is None
    memberships.account_verified(unproven)
    assert in_group() == {proven.pk, unproven.pk}
