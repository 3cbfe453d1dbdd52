"""The list that is imported: its columns, faults of the file, and what is kept of it."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import scheduling
from members.membership.imports import services
from members.models import ImportedRow, MemberImport, Membership, User
from members.models.imports import FIRST_ROWS
from tests.exports import csv_rows
from tests.members.membership.importing import HEADINGS, Step, finish, tried
from tests.members.membership.lists import ROWS, csv_of

pytestmark = pytest.mark.django_db


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
