"""Import lists of members: tried first, then imported, and as often as one likes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core import scheduling
from members.membership import proof
from members.membership import services as memberships
from members.membership.deeds import today
from members.membership.imports import applying, running, services
from members.models import ImportedRow, MemberImport, Membership, User
from members.models.imports import FIRST_ROWS
from tests.exports import csv_rows, xlsx_cells
from tests.factories import UserFactory
from tests.members.membership.lists import ROWS, csv_of, xlsx_of
from tests.members.membership.people import Status, in_force, in_group, membership_of, noted

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, int]]]
Step = MemberImport.Step
HEADINGS = ("Email", "Name", "Number", "Ends on")


def finish(work: MemberImport) -> MemberImport:
    """What the worker does until nothing is left to do."""
    while (current := running.carry_on(work.pk)) and current.is_at_work:
        pass
    return MemberImport.objects.get(pk=work.pk)


def tried(
    rows: Sequence[Sequence[Any]], by: User, *, headings: Sequence[str] = HEADINGS, **choices: bool
) -> MemberImport:
    """A list with these rows that has been tried."""
    work = services.begin("list.csv", csv_of([headings, *rows]), by)
    chosen = {"is_month_first": False, "invites": False} | choices
    assert services.check(work, work.columns, **chosen)
    return finish(work)


def imported(*rows: Sequence[Any], by: User, **choices: Any) -> MemberImport:
    """A list with these rows that has been imported."""
    work = tried(rows, by, **choices)
    assert work.step == Step.CHECKED
    assert services.run(work)
    work = finish(work)
    assert work.step == Step.DONE
    return work


def outcomes(work: MemberImport) -> list[tuple[int, str]]:
    """What came of each row."""
    return list(work.rows.order_by("number").values_list("number", "outcome"))


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


# --- Interrupted, repeated, gone wrong ------------------------------------------------------------


def test_interrupted_work_goes_on_where_it_stopped(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "TOGETHER", 3)
    monkeypatch.setattr(running, "PARTS_IN_ONE_TASK", 1)
    work = tried([[f"m{each}@example.org", "", "", ""] for each in range(8)], administrator)
    services.run(work)

    running.carry_on(work.pk)
    assert Membership.objects.count() == MemberImport.objects.get(pk=work.pk).done == 3
    assert finish(work).step == Step.DONE
    assert running.carry_on(work.pk) is not None  # a task that comes too late

    assert Membership.objects.count() == 8
    assert ModelLogEntry.objects.filter(action="members.membership.imported").count() == 8


def test_row_that_makes_it_fail_is_told_and_keeps_no_others_waiting(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = applying._new

    def fails(each: Any, work: MemberImport) -> Membership:
        if each.wanted.email == "bad@example.org":
            raise RuntimeError
        return new(each, work)

    monkeypatch.setattr(applying, "_new", fails)
    work = imported(
        ["a@example.org", "", "", ""], ["bad@example.org", "", "", ""], by=administrator
    )

    assert outcomes(work) == [(2, "new"), (3, "problem")]
    assert Membership.objects.count() == 1


def test_somebody_who_joins_between_trial_and_import_is_not_doubled(administrator: User) -> None:
    work = tried([["a@example.org", "Anna", "", ""]], administrator)
    account = UserFactory.create(email="A@example.org")
    memberships.admit(account)

    services.run(work)

    assert outcomes(finish(work)) == [(2, "changed")]
    assert Membership.objects.get().account == account


def test_import_is_begun_once(administrator: User) -> None:
    work = tried([["a@example.org", "", "", ""]], administrator)

    assert [services.run(work) for _time in range(2)] == [True, False]
    assert not services.check(work, work.columns, is_month_first=False, invites=False)


def test_as_many_rows_are_shown_before_the_trial_as_after_it(administrator: User) -> None:
    rows = [[f"member-{number}@example.org"] for number in range(FIRST_ROWS + 5)]
    work = services.begin("list.csv", csv_of([["Email"], *rows]), administrator)
    before = work.first_rows()
    services.check(work, work.columns, is_month_first=False, invites=False)

    assert len(before) == FIRST_ROWS
    assert finish(work).first_rows() == before


def test_columns_are_chosen_anew_after_the_trial(admin: Client, administrator: User) -> None:
    work = tried([["a@example.org", "Anna", "7", ""]], administrator)
    address = reverse("members_admin:import", args=[work.pk])
    assert "What do the columns hold?" in admin.get(address, {"columns": ""}).content.decode()

    admin.post(address, {"column0": "email", "column1": "notes"})
    services.run(finish(work))
    finish(work)

    only = Membership.objects.get()
    assert (only.name, only.notes, only.number) == ("", "Anna", "")


@pytest.mark.parametrize(
    "columns", [{}, {"column0": "email", "column1": "email"}, {"column0": "nonsense"}]
)
def test_columns_that_make_no_sense_are_refused(
    admin: Client, administrator: User, columns: dict[str, str]
) -> None:
    work = services.begin(
        "list.csv", csv_of([HEADINGS, ["a@example.org", "A", "1", ""]]), administrator
    )

    response = admin.post(reverse("members_admin:import", args=[work.pk]), columns)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert MemberImport.objects.get().step == Step.MAPPING


def test_file_that_cannot_be_read_is_refused_at_its_field(admin: Client) -> None:
    file = SimpleUploadedFile("list.xlsx", b"PK\x03\x04 and no more")

    page = admin.post(reverse("members_admin:imports"), {"file": file})

    assert "damaged" in page.context["form"].errors["file"][0]
    assert not MemberImport.objects.exists()


def test_file_that_turns_out_too_long_says_so(admin: Client, administrator: User) -> None:
    content = csv_of([HEADINGS, *[["a@example.org", "", "", ""]] * 30, ["x"] * 200])
    work = services.begin("list.csv", content, administrator)
    services.check(work, work.columns, is_month_first=False, invites=False)

    work = finish(work)

    assert (work.step, work.total, bytes(work.content)) == (Step.FAILED, 0, b"")
    page = admin.get(reverse("members_admin:import", args=[work.pk])).content.decode()
    assert "more than 100 columns" in page


@pytest.mark.parametrize(
    ("days", "is_tried", "number"), [(89, True, 1), (91, True, 0), (0, False, 1), (2, False, 0)]
)
def test_old_lists_are_deleted_by_the_clock(
    administrator: User, days: int, is_tried: bool, number: int
) -> None:
    if is_tried:
        tried([["a@example.org", "", "", ""]], administrator)
    else:
        services.begin("list.csv", csv_of(ROWS), administrator)
    MemberImport.objects.update(created_at=timezone.now() - datetime.timedelta(days=days))
    scheduling._not_before.clear()

    assert scheduling.carry_out()["delete_old_lists"] == 1 - number
    assert MemberImport.objects.count() == number
    assert ImportedRow.objects.count() == number * is_tried


def test_of_an_imported_list_the_chosen_columns_are_kept(
    admin: Client, administrator: User
) -> None:
    headings, row = ("Email", "Phone", "Name"), ("a@example.org", "0123", "Anna")
    wrong = ("no address", "4567", "Bob")

    work = tried([row, wrong], administrator, headings=headings)
    assert work.rows.get(number=2).cells == list(row)
    address = reverse("members_admin:report_csv", args=[work.pk])
    assert csv_rows(admin, address)[0][3:] == list(headings)
    services.run(work)
    work = finish(work)

    assert [each.cells for each in work.rows.order_by("number")] == [
        *(["a@example.org", "", "Anna"], ["no address", "", "Bob"]),
    ]
    assert work.sample == []
    assert [line[3:] for line in csv_rows(admin, address)] == [
        *(["Email", "Name"], ["a@example.org", "Anna"], ["no address", "Bob"]),
    ]
