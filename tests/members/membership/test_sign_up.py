"""Joining the site makes a member, as the association's rules have it."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from core.tokens import hash_of_token, new_token
from members.models import Membership, MembershipRules, User
from members.rights import MEMBERS
from tests.members.signing_in import walks

NORA = "nora@example.org"
Status, Joining = Membership.Status, MembershipRules.Joining


def let_join(joining: str) -> None:
    """Set the association's rule."""
    rules = MembershipRules.load()
    rules.joining = joining
    rules.save()


def join(client: Client, **fields: str) -> None:
    """Join with an address of one's own, to the proof of it."""
    walks.join(client, NORA, **fields)
    (code,) = re.findall(r"^ +(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    walks.enter(client, walks.PROVE, code)


def is_member() -> bool:
    """Whether the account with that address is in the group."""
    return User.objects.filter(email=NORA, groups__name=MEMBERS).exists()


@pytest.mark.parametrize(
    ("joining", "status"), [(Joining.AT_ONCE, Status.ACTIVE), (Joining.APPROVAL, Status.PENDING)]
)
def test_who_joins_gets_what_the_rules_say(
    client: Client, db: None, joining: str, status: str
) -> None:
    let_join(joining)

    join(client)

    assert Membership.objects.get(account__email=NORA).status == status
    assert is_member() is (status == Status.ACTIVE)


def test_form_says_beforehand_what_comes_after_it(client: Client, db: None) -> None:
    token = new_token()
    Membership.objects.create(
        email=NORA, status=Status.INVITED, invitation_hash=hash_of_token(token)
    )

    def lead(**query: str) -> str:
        found = re.search(
            r'class="summary">(.*?)</p>', client.get(walks.JOIN, query).content.decode(), re.DOTALL
        )
        assert found
        return found[1]

    let_join(Joining.AT_ONCE)
    assert "we mail you when it is decided" not in lead()
    let_join(Joining.APPROVAL)
    assert "we mail you when it is decided" in lead()
    assert "address to which the invitation was mailed" in lead(invitation=token)


def test_nobody_is_a_member_before_the_address_is_proven(client: Client, db: None) -> None:
    let_join(Joining.AT_ONCE)

    walks.join(client, NORA)

    assert not Membership.objects.exists()
    assert not is_member()


def test_sign_up_is_closed_without_an_invitation(client: Client, db: None) -> None:
    let_join(Joining.INVITATION)

    assert "by invitation" in client.get(walks.JOIN).content.decode()
    walks.join(client, NORA)
    walks.join(client, NORA, invitation=new_token())

    assert not User.objects.filter(email=NORA).exists()


def test_invitation_opens_the_sign_up_and_membership_is_the_invited_ones(
    client: Client, db: None
) -> None:
    let_join(Joining.INVITATION)
    token = new_token()
    Membership.objects.create(
        email=NORA, name="Nora N.", status=Status.INVITED, invitation_hash=hash_of_token(token)
    )

    page = client.get(walks.JOIN, {"invitation": token}).content.decode()
    assert f'name="invitation" value="{token}"' in page
    join(client, invitation=token)

    membership = Membership.objects.get()
    assert membership.account == User.objects.get(email=NORA)
    assert membership.status == Status.ACTIVE
    assert is_member()


def test_invitation_of_somebody_else_makes_no_member(client: Client, db: None) -> None:
    let_join(Joining.INVITATION)
    token = new_token()
    Membership.objects.create(
        email="other@example.org", status=Status.INVITED, invitation_hash=hash_of_token(token)
    )

    join(client, invitation=token)

    assert User.objects.filter(email=NORA).exists()
    assert not is_member()
    assert Membership.objects.get().account is None


def test_imported_membership_waits_for_the_proof(client: Client, db: None) -> None:
    let_join(Joining.APPROVAL)
    Membership.objects.create(email=NORA, name="N. New", number="7", status=Status.ACTIVE)

    walks.join(client, NORA)
    assert Membership.objects.get().account is None
    (code,) = re.findall(r"^ +(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    walks.enter(client, walks.PROVE, code)

    assert Membership.objects.get().account == User.objects.get(email=NORA)
    assert is_member()
