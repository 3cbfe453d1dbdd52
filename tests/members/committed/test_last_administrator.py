"""Two administrators take each other away at the same moment: one of them is left."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from members import administrators, viewsets
from members.models import User
from tests.at_once import at_once
from tests.factories import UserFactory


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> list[User]:
    """The only administrators; both requests ask before either of them goes on, if that may be."""
    both = threading.Barrier(2, timeout=2)
    leaves_none = administrators.leaves_none

    def waiting(accounts: list[User]) -> bool:
        answer = leaves_none(accounts)
        with suppress(threading.BrokenBarrierError):
            both.wait()
        return answer

    for module in (administrators, viewsets):
        monkeypatch.setattr(module, "leaves_none", waiting)
    return UserFactory.create_batch(2, groups=["Administrators"])


def delete(by: Client, account: User) -> Any:
    """As in the list of accounts."""
    return by.post(reverse("wagtailusers_users:delete", args=[account.pk]))


def deactivate(by: Client, account: User) -> Any:
    """As with many accounts."""
    url = reverse("wagtail_bulk_action", args=["members", "user", "set_active_state"])
    return by.post(f"{url}?id={account.pk}&next=/admin/users/", {"mark_as_active": False})


def take_out_of_group(by: Client, account: User) -> Any:
    """As in the account's form."""
    group = str(Group.objects.get(name="Editors").pk)
    form = {"email": account.email, "display_name": "X", "is_active": "on", "groups": group}
    return by.post(reverse("wagtailusers_users:edit", args=[account.pk]), form)


@pytest.mark.parametrize("take_away", [delete, deactivate, take_out_of_group])
def test_one_is_left_of_two_who_take_each_other_away(take_away: Any, two: list[User]) -> None:
    clients = [Client(), Client()]
    for client, account in zip(clients, two, strict=True):
        client.force_login(account)

    errors = at_once(partial(take_away, clients[0], two[1]), partial(take_away, clients[1], two[0]))

    assert errors == []
    assert administrators.administrators().count() == 1
