"""Members in the admin: the list, one member, changes to many."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core import keys_first
from members.membership import deeds
from members.membership.deeds import today
from members.membership.many import MEMBER_CHANGES
from members.models import MembersChange, Membership, MembershipRules, User
from tests.exports import csv_rows, xlsx_cells
from tests.factories import UserFactory
from tests.members.membership.people import (
    Status,
    account_of,
    in_force,
    in_group,
    membership_of,
    noted,
)
from tests.members.people import ACCOUNTS, ADMINISTRATION, EVERYBODY, browser_of
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, int]]]
LIST, ADD, IMPORTS = "/admin/members/", "/admin/members/new/", "/admin/members/import/"


def listed(client: Client, **query: Any) -> list[str]:
    """Who the list names, in its order."""
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [str(each) for each in response.context["page_obj"].object_list]


def edit_url(membership: Membership) -> str:
    """Where one member is changed."""
    return reverse("members_admin:edit", args=[membership.pk])


def bulk_url(kind: str, *memberships: Membership, **query: Any) -> str:
    """Where many are changed."""
    chosen = "&".join(f"id={each.pk}" for each in memberships)
    more = "&".join(f"{name}={value}" for name, value in query.items())
    address = reverse("wagtail_bulk_action", args=["members", "membership", kind])
    return f"{address}?{'&'.join(filter(None, [chosen, more]))}"


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LIST, ADD, IMPORTS, "edit", "approve", "change"])
def test_only_those_who_look_after_members_see_them(address: str, superuser: User) -> None:
    membership = membership_of(Status.PENDING)
    work = MembersChange.objects.create(kind="approve", keys=[membership.pk], user=superuser)
    where = {
        "edit": edit_url(membership),
        "approve": bulk_url("approve", membership),
        "change": reverse("members_admin:change", args=[work.pk]),
    }.get(address, address)

    let_in = {who for who in EVERYBODY if browser_of(who).get(where).status_code == 200}

    assert let_in == ACCOUNTS


def test_only_those_who_look_after_members_change_them() -> None:
    changed = set()
    for who in EVERYBODY:
        membership = membership_of(Status.PENDING)
        browser_of(who).post(bulk_url("approve", membership))
        if Membership.objects.filter(pk=membership.pk, status=Status.ACTIVE).exists():
            changed.add(who)

    assert changed == ACCOUNTS


def test_only_administrators_set_the_rules() -> None:
    rules = MembershipRules.load()
    address = reverse("wagtailsettings:edit", args=["members", "membershiprules", rules.pk])

    let_in = {who for who in EVERYBODY if browser_of(who).get(address).status_code == 200}

    assert let_in == ADMINISTRATION


# --- The list -------------------------------------------------------------------------------------


def test_list_is_searched_by_parts_of_words_whatever_their_case(admin: Client) -> None:
    noted(name="Özlem Müller", email="oz@example.org", number="A-7")
    noted(name="Bob", email="bob@example.com")

    assert listed(admin, q="MÜLL özl") == ["Özlem Müller"]
    assert listed(admin, q="example.com") == ["Bob"]
    assert listed(admin, q="a-7") == ["Özlem Müller"]
    assert listed(admin, q="100%") == []


def test_list_is_narrowed(admin: Client) -> None:
    soon, later = (today() + datetime.timedelta(days=days) for days in (10, 60))
    noted(Status.INVITED, name="Ida", ends_on=soon)
    membership_of(Status.PENDING, name="Pia")
    membership_of(name="Mia", ends_on=later, since=datetime.date(2020, 5, 1))

    assert listed(admin, status=[Status.PENDING, Status.INVITED]) == ["Ida", "Pia"]
    assert listed(admin, ending="30") == ["Ida"]
    assert listed(admin, ending="90") == ["Ida", "Mia"]
    assert listed(admin, ending="never") == ["Pia"]
    assert listed(admin, account="no") == ["Ida"]
    assert listed(admin, since_from="2020-01-01", since_to="2020-12-31") == ["Mia"]
    assert listed(admin, ordering="-ends_on") == ["Mia", "Ida", "Pia"]
    assert listed(admin, ordering="ends_on") == ["Ida", "Mia", "Pia"]


def test_list_shows_what_can_be_done_as_things_stand(admin: Client) -> None:
    pending, invited = membership_of(Status.PENDING, name="Pia"), noted(Status.INVITED, name="Ida")

    page = admin.get(LIST).content.decode()

    back = urlencode({"next": LIST})
    for kind, membership, is_there in (
        ("approve", pending, True),
        ("suspend", pending, False),
        ("invite", pending, False),
        ("invite", invited, True),
    ):
        assert (
            f'/bulk/members/membership/{kind}/?{back}&amp;id={membership.pk}"' in page
        ) is is_there
    assert "no account yet" in page


def test_list_asks_no_more_for_more_members(admin: Client) -> None:
    def asked() -> int:
        return len(queries_of(admin, LIST))

    membership_of()
    asked()
    few = asked()
    for _each in range(10):
        membership_of()

    assert asked() <= few


def test_long_list_has_every_member_on_one_page_of_it(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_first, "FEW", 60)
    Membership.objects.bulk_create(
        [
            Membership(name=f"Same {place % 3}", email=f"m{place}@example.org")
            for place in range(170)
        ]
    )

    keys = [
        each.pk
        for page in range(1, 5)
        for each in admin.get(LIST, {"p": page}).context["page_obj"].object_list
    ]

    assert sorted(keys) == sorted(Membership.objects.values_list("pk", flat=True))


def test_empty_list_helps_on(admin: Client) -> None:
    assert IMPORTS in admin.get(LIST).content.decode()


# --- As a file ------------------------------------------------------------------------------------


def test_list_is_given_away_as_it_is_narrowed(admin: Client) -> None:
    noted(Status.INVITED, name="=1+1", email="ida@example.org", ends_on=datetime.date(2030, 1, 31))
    membership_of(name="Mia", notes="<Choir> & more")

    headings, row = csv_rows(admin, LIST, status=Status.INVITED)
    assert headings[:3] == ["Name", "E-mail address", "Member number"]
    assert row == ["'=1+1", "ida@example.org", "", "Invited", "", "2030-01-31", "not yet", ""]

    cells = xlsx_cells(admin, LIST)
    values = [[cell.value for cell in row] for row in cells[1:]]
    assert [row[0] for row in values] == ["=1+1", "Mia"]
    assert all(cell.data_type != "f" for row in cells for cell in row)
    assert values[0][5].date() == datetime.date(2030, 1, 31)
    assert values[1][7] == "<Choir> & more"


# --- One member -----------------------------------------------------------------------------------


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


# --- Many -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("approve", Status.PENDING, Status.ACTIVE),
        ("decline", Status.PENDING, Status.DECLINED),
        ("suspend", Status.ACTIVE, Status.SUSPENDED),
        ("resume", Status.SUSPENDED, Status.ACTIVE),
        ("end_now", Status.ACTIVE, Status.ENDED),
    ],
)
def test_many_are_changed_noted_and_told(
    admin: Client, kind: str, before: str, after: str, told: Told
) -> None:
    memberships = [membership_of(before) for _each in range(3)]
    address = bulk_url(kind, *memberships, next=LIST)
    assert str(memberships[0]) in admin.get(address).content.decode()

    response = admin.post(address)

    assert response.headers["Location"] == LIST
    assert {each.status for each in Membership.objects.all()} == {after}
    assert in_group() == in_force()
    assert [key for _event, key in told()] == [each.pk for each in memberships]
    for membership in memberships:
        assert ModelLogEntry.objects.for_instance(membership).count() == 1


def test_end_of_many_is_set(admin: Client, told: Told) -> None:
    memberships = [membership_of() for _each in range(2)]
    day = today() + datetime.timedelta(days=30)

    admin.post(bulk_url("set_end", *memberships), {"day": day.isoformat()})

    assert {each.ends_on for each in Membership.objects.all()} == {day}
    assert {event for event, _key in told()} == {"moved"}
    refused = admin.post(bulk_url("set_end", *memberships), {"day": "31.31.2024"})
    assert refused.status_code == 200


def test_who_cannot_be_changed_is_named_with_the_reason(admin: Client) -> None:
    pending, suspended = membership_of(Status.PENDING), membership_of(Status.SUSPENDED, name="Sue")

    response = admin.post(bulk_url("approve", pending, suspended), follow=True)

    page = response.content.decode()
    assert "1 member changed." in page
    assert "Sue</a>: is suspended" in page


def test_more_than_a_few_are_changed_by_the_worker(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MEMBER_CHANGES, "at_once", 2)
    monkeypatch.setattr(MEMBER_CHANGES, "together", 2)
    memberships = [membership_of(Status.PENDING) for _each in range(5)]

    response = admin.post(bulk_url("approve", id="all", status=Status.PENDING), follow=True)

    work = MembersChange.objects.get()
    assert "0 of 5 members" in response.content.decode()
    assert MEMBER_CHANGES.carry_on(work.pk, 4).done == 4
    assert MEMBER_CHANGES.carry_on(work.pk, 4).is_finished
    assert MEMBER_CHANGES.carry_on(work.pk, 4).changed == 5
    assert in_group() == {each.account_id for each in memberships}
    state = admin.get(reverse("members_admin:change", args=[work.pk]), {"state": ""})
    assert "5 members changed." in state.content.decode()


def test_one_who_makes_it_fail_keeps_no_others_waiting(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = membership_of(Status.PENDING), membership_of(Status.PENDING, name="Bad")
    change = deeds.Approve.change

    def fails(self: Any, membership: Membership) -> Any:
        if membership.pk == bad.pk:
            raise RuntimeError
        return change(self, membership)

    monkeypatch.setattr(deeds.Approve, "change", fails)
    response = admin.post(bulk_url("approve", good, bad), follow=True)

    assert "Bad</a>: something went wrong" in response.content.decode()
    assert in_group() == {good.account_id}


def test_nobody_and_too_many_are_refused(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.bulk_changes.actions.MOST", 1)
    memberships = [membership_of(Status.PENDING) for _each in range(2)]

    assert "Nobody was chosen" in admin.post(bulk_url("approve", id="nobody")).content.decode()
    assert "more than 1 members" in admin.post(bulk_url("approve", *memberships)).content.decode()

    assert in_group() == set()


# --- The group in the administration of accounts --------------------------------------------------


def test_ticking_groups_of_an_account_changes_no_membership(admin: Client) -> None:
    membership, stranger = membership_of(), UserFactory.create()
    for account in (account_of(membership), stranger):
        admin.post(
            reverse("wagtailusers_users:edit", args=[account.pk]),
            {"email": account.email, "display_name": "X", "is_active": "on", "groups": []},
        )

    assert in_group() == {membership.account_id}
