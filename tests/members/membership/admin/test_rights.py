"""Who looks after members and their rules, and where their group is not to be changed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from members.models import MembersChange, Membership, MembershipRules, User
from tests.factories import UserFactory
from tests.members.membership.admin.addresses import ADD, IMPORTS, LIST, bulk_url, edit_url
from tests.members.membership.people import Status, account_of, in_group, membership_of
from tests.members.people import ACCOUNTS, ADMINISTRATION, EVERYBODY, browser_of

pytestmark = pytest.mark.django_db


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


def test_ticking_groups_of_an_account_changes_no_membership(admin: Client) -> None:
    membership, stranger = membership_of(), UserFactory.create()
    for account in (account_of(membership), stranger):
        admin.post(
            reverse("wagtailusers_users:edit", args=[account.pk]),
            {"email": account.email, "display_name": "X", "is_active": "on", "groups": []},
        )

    assert in_group() == {membership.account_id}
