"""Joining the site makes a member, as the association's rules have it."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from core.tokens import hash_of_token, new_token
from members.addresses import is_proven
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


def sign_in_by_code(client: Client) -> HttpResponse:
    """Have a code mailed and send it."""
    walks.ask_code(client, NORA)
    (code,) = re.findall(r"^ +(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    response: HttpResponse = walks.enter(client, walks.ENTER_CODE, code)
    return response


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


def test_look_alike_of_an_address_gets_nothing_that_waits_for_it(client: Client, db: None) -> None:
    let_join(Joining.APPROVAL)
    Membership.objects.create(email="anna@gmail.com", name="Anna", number="7")

    # A domain of its own, whose owner gets its mail. In capitals the two are the same.
    walks.join(client, "anna@gma\u0131l.com")
    (code,) = re.findall(r"^ +(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    walks.enter(client, walks.PROVE, code)

    account = User.objects.get(email="anna@gma\u0131l.com")
    assert Membership.objects.get(account=account).status == Status.PENDING
    assert Membership.objects.get(email="anna@gmail.com").account is None


def test_proof_whose_consequences_fail_proves_nothing(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_join(Joining.AT_ONCE)
    stranger, own = Client(), Client(raise_request_exception=False)
    walks.join(stranger, NORA, password="the stranger's secret")

    def fail(_account: User) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as failing:
        failing.setattr("members.membership.sign_up.account_verified", fail)
        assert sign_in_by_code(own).status_code == 500

    account = User.objects.get(email=NORA)
    assert not is_proven(account)

    sign_in_by_code(own)

    assert walks.is_signed_in(own)
    assert is_member()
    account.refresh_from_db()
    assert not account.has_usable_password()
