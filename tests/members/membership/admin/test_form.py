"""One member's form says how it stands with the membership, and offers what can be done."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Membership, User
from tests.members.membership.people import membership_of

pytestmark = pytest.mark.django_db

Status = Membership.Status


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (Status.PENDING, ["Approve", "Decline"]),
        (Status.ACTIVE, ["Suspend", "End today"]),
        (Status.SUSPENDED, ["Put in force again", "End today"]),
    ],
)
def test_form_offers_what_can_be_done(
    client: Client, administrator: User, status: str, offered: list[str]
) -> None:
    client.force_login(administrator)
    membership = membership_of(status)

    page = client.get(reverse("members_admin:edit", args=[membership.pk])).content.decode()

    assert str(Status(status).label) in page
    found = re.findall(r'class="button button-small[^"]*" href="([^"]+)">([^<]+)<', page)
    assert [label for _address, label in found] == offered


def test_who_waits_is_approved_from_the_form(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    membership = membership_of(Status.PENDING)
    form = reverse("members_admin:edit", args=[membership.pk])
    page = client.get(form).content.decode()
    (address,) = re.findall(r'href="([^"]+)">Approve<', page)

    response = client.post(unescape(address))

    assert response.headers["Location"] == form
    membership.refresh_from_db()
    assert membership.status == Status.ACTIVE
