"""Whatever way an account is deleted, nothing that says who it was is left in the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from members.addresses import prove
from members.membership import many
from members.membership.imports import services as imports
from members.models import ImportedRow, MemberImport, MembersChange, Membership, User
from members.own_account.holdings.lists import ListsHolding, lock_changes_about
from tests.core.sample_pictures import png_with_text
from tests.factories import PASSWORD, UserFactory
from tests.members.membership.importing import finish
from tests.members.membership.lists import csv_of
from tests.members.signing_in.walks import LOGIN

FORMER, PRESENT = "former.zorn@example.org", "zelda.zorn@example.org"
HEADINGS = ("Email", "Name", "Number", "Phone")


@pytest.fixture
def zelda(db: None) -> User:
    """A member whose names and numbers occur nowhere else."""
    account = UserFactory.create(email=FORMER, display_name="Zelda Zorn", groups=["Members"])
    Membership.objects.filter(account=account).update(number="Zn-7")
    return account


def sign_in(client: Client, account: User) -> None:
    """As people do."""
    prove(account)
    client.post(LOGIN, {"username": account.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 200


def left_of(*needles: str) -> list[str]:
    """The rows of all tables in which any of these words stand."""
    return [
        f"{model._meta.label}: {row}"
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for row in model._base_manager.values()
        if any(needle.lower() in repr(row).lower() for needle in needles)
    ]


def list_with_her(by: User, steps: str) -> MemberImport:
    """A list with her former address, brought as far as that, and a row that is a mistake."""
    rows = [
        [FORMER, "Zelda Zorn", "Zn-7", "0123-ZORN"],
        ["other@example.org", "Otto Other", "Zn-7", "4567"],
        ["a@example.org", "Anna", "8", "8910"],
    ]
    work = imports.begin("list.csv", csv_of([HEADINGS, *rows]), by)
    imports.check(work, work.columns, is_month_first=False, invites=False)
    work = finish(work)
    if steps == "imported":
        imports.run(work)
        work = finish(work)
    return work


@pytest.mark.parametrize("steps", ["tried", "imported"])
def test_lists_and_changes_to_many_forget_her(steps: str, zelda: User, administrator: User) -> None:
    work = list_with_her(administrator, steps)
    change = many.MEMBER_CHANGES.begin(many.Decline(), [zelda.membership.pk], administrator)
    assert "Zelda" in str(change.left)
    assert "Zelda" in str(work.first_rows())
    # She has another address since; the list has the former one.
    zelda.email = PRESENT
    zelda.save()

    zelda.delete()

    assert left_of("zelda", "zorn", "zn-7") == []
    assert [row[1] for row in MembersChange.objects.get().left] == ["deleted account"]
    rows = work.rows.order_by("number")
    assert [bool(row.cells) for row in rows] == [False, False, True]
    assert work.rows.count() == 3


def test_remarks_on_others_stay(administrator: User) -> None:
    account = UserFactory.create(email="an@b.de")
    work = MemberImport.objects.create(file_name="list.csv", user=administrator)
    remarks = {
        "That is an@b.de. Correct it.": "",
        "An@b.de, who signs in": "",
        "That is jan@b.de. Correct it.": "That is jan@b.de. Correct it.",
        "j.an@b.de": "j.an@b.de",
        "an@b.de.example.org": "an@b.de.example.org",
    }
    for number, remark in enumerate(remarks):
        work.rows.create(number=number, remark=remark, outcome=ImportedRow.Outcome.PROBLEM)

    account.delete()

    rows = work.rows.order_by("number")
    assert list(rows.values_list("remark", flat=True)) == list(remarks.values())


def test_only_changes_that_can_name_her_are_loaded(zelda: User, administrator: User) -> None:
    key = zelda.membership.pk
    make = partial(MembersChange.objects.create, kind="decline", user=administrator)
    now = timezone.now()
    make(keys=[key * 10 + 1], left=[[key * 10 + 1, "Otto", "no"]], finished_at=now)
    make(keys=[key + 1], left=[])
    named = make(keys=[key + 1, key], left=[[key + 1, "Otto", ""], [key, "Zelda", ""]])
    MembersChange.objects.filter(pk=named.pk).update(finished_at=now)
    waiting = make(keys=[key])

    assert lock_changes_about(zelda.pk) == [named, waiting]

    zelda.delete()

    named.refresh_from_db()
    assert named.left == [[key + 1, "Otto", ""], [key, "deleted account", ""]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its plans")
def test_lists_are_not_searched_row_by_row(zelda: User, administrator: User) -> None:
    list_with_her(administrator, "imported")

    with CaptureQueriesContext(connection) as queries:
        ListsHolding().forget(zelda)

    plans = []
    with connection.cursor() as cursor:
        for query in queries:
            if "members_importedrow" in query["sql"]:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plans += [row[-1] for row in cursor.fetchall()]
    assert len(plans) >= 4
    assert [plan for plan in plans if plan.startswith("SCAN")] == []


def test_picture_goes_once_the_deletion_is_certain(
    zelda: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    profile = UserProfile.get_for_user(zelda)
    profile.avatar = SimpleUploadedFile("zelda.png", png_with_text())
    profile.save()
    name = profile.avatar.name

    with django_capture_on_commit_callbacks() as callbacks:  # type: ignore[attr-defined]
        zelda.delete()
    assert default_storage.exists(name)
    for callback in callbacks:
        callback()

    assert not default_storage.exists(name)


def test_sessions_go_and_others_stay(client: Client, zelda: User, member: User) -> None:
    sign_in(client, zelda)
    session = client.session
    session["members_changing_address"] = {"new": PRESENT}
    session.save()
    other = Client()
    sign_in(other, member)

    zelda.delete()

    assert [each.session_key for each in Session.objects.all()] == [other.session.session_key]
    assert client.get("/account/").status_code == 302
    assert other.get("/account/").status_code == 200
