"""One process holds a role at a time."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from core.models import Lease

pytestmark = pytest.mark.django_db


def test_first_who_asks_gets_the_role() -> None:
    assert Lease.take("scheduler", "one", 30)
    assert not Lease.take("scheduler", "two", 30)


def test_holder_renews_it() -> None:
    Lease.take("scheduler", "one", 30)
    first = Lease.objects.get().expires_at

    assert Lease.take("scheduler", "one", 60)
    assert Lease.objects.get().expires_at > first


def test_role_of_a_holder_whose_time_is_up_is_free() -> None:
    Lease.take("scheduler", "one", 30)
    Lease.objects.update(expires_at=timezone.now())

    assert Lease.take("scheduler", "two", 30)
    assert not Lease.take("scheduler", "one", 30)
    lease = Lease.objects.get()
    assert lease.holder == "two"
    assert lease.expires_at > timezone.now() + datetime.timedelta(seconds=25)


def test_role_that_is_given_up_is_free_at_once() -> None:
    Lease.take("scheduler", "one", 30)

    Lease.give_up("scheduler", "one")

    assert Lease.take("scheduler", "two", 30)


def test_nobody_gives_up_anothers_role() -> None:
    Lease.take("scheduler", "one", 30)

    Lease.give_up("scheduler", "two")

    assert str(Lease.objects.get()) == "scheduler: one"


def test_roles_are_apart() -> None:
    assert Lease.take("scheduler", "one", 30)
    assert Lease.take("mailer", "two", 30)
