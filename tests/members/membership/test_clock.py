"""What happens to memberships by the clock; group and memberships stay equal come what may."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from wagtail.models import ModelLogEntry

from core import scheduling
from members.membership import clock, deeds, services
from members.membership.deeds import Refused, today
from members.membership.group import keep_account_equal
from members.membership.many import MEMBER_CHANGES
from members.models import MemberImport, MembersChange, Membership, MembershipRules, User
from tests.factories import UserFactory
from tests.members.membership.people import Status, in_force, in_group, membership_of, noted

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, int]]]
Clock = Callable[[datetime.datetime], None]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the clock."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def in_berlin(settings: Settings) -> ZoneInfo:
    """A site whose day begins before that of London."""
    settings.TIME_ZONE = "Europe/Berlin"
    return ZoneInfo("Europe/Berlin")


def test_membership_ends_by_the_scheduler_when_its_last_day_is_over(
    in_berlin: ZoneInfo, clock_at: Clock, told: Told
) -> None:
    membership = membership_of(ends_on=datetime.date(2026, 12, 31))
    others = [
        membership_of(ends_on=datetime.date(2027, 1, 1)),
        membership_of(),
        membership_of(Status.SUSPENDED, ends_on=datetime.date(2026, 12, 31)),
        noted(ends_on=datetime.date(2027, 1, 1)),
    ]
    before = [each.status for each in others]

    clock_at(datetime.datetime(2026, 12, 31, 23, 59, tzinfo=in_berlin))
    assert scheduling.carry_out()["end_memberships"] == 0
    assert membership.account_id in in_group()

    clock_at(datetime.datetime(2027, 1, 1, 0, 0, 30, tzinfo=in_berlin))
    assert scheduling.carry_out()["end_memberships"] == 1
    assert scheduling.carry_out()["end_memberships"] == 0

    membership.refresh_from_db()
    assert membership.status == Status.ENDED
    assert membership.account_id not in in_group()
    assert in_group() == in_force()
    assert [Membership.objects.get(pk=each.pk).status for each in others] == before
    assert told() == [("ended", membership.pk)]
    entry = ModelLogEntry.objects.for_instance(membership).get()
    assert (entry.action, entry.user) == ("members.membership.lapsed", None)


def test_more_end_at_once_than_one_transaction_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "TOGETHER", 2)
    for _each in range(5):
        membership_of(ends_on=today() - DAY)

    assert clock.end_memberships() == 5
    assert in_group() == set()


def test_end_moved_at_the_last_moment_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    membership = membership_of(ends_on=today() - DAY)
    over = clock._over()
    services.set_end(membership, today() + DAY)

    assert services.carry_out(deeds.Lapse(), over, None).changed == []
    assert membership.account_id in in_group()


def test_members_are_reminded_once_of_each_end(rules: MembershipRules, told: Told) -> None:
    rules.days_before_end = 14
    rules.save()
    soon = membership_of(ends_on=today() + 14 * DAY)
    membership_of(ends_on=today() + 15 * DAY)
    membership_of(Status.SUSPENDED, ends_on=today() + DAY)
    noted(ends_on=today() + DAY)

    assert [clock.remind_members() for _time in range(2)] == [1, 0]
    assert told() == [("ending", soon.pk)]

    services.set_end(soon, today() + 10 * DAY)
    told()
    assert clock.remind_members() == 1
    assert told() == [("ending", soon.pk)]


def test_nobody_is_reminded_unless_the_rules_say_so(rules: MembershipRules, told: Told) -> None:
    membership_of(ends_on=today())

    assert clock.remind_members() == 0
    assert told() == []


def test_work_whose_task_was_lost_is_given_to_the_worker_again(superuser: User) -> None:
    change = MembersChange.objects.create(kind="approve", keys=[1], user=superuser)
    MembersChange.objects.create(
        kind="approve", keys=[1], user=superuser, finished_at=timezone.now()
    )
    work = MemberImport.objects.create(user=superuser, step=MemberImport.Step.IMPORTING)
    MemberImport.objects.create(user=superuser, step=MemberImport.Step.CHECKED)

    assert [clock.resume_members_work() for _time in range(2)] == [2, 0]

    given = {
        task.task_path.rpartition(".")[2]: task.args_kwargs["args"]
        for task in DBTaskResult.objects.all()
    }
    assert given == {
        "carry_on_with_members_change": [change.pk],
        "carry_on_with_import": [work.pk],
    }
    assert MEMBER_CHANGES.carry_on(change.pk, 1).is_finished


# --- Come what may --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_group_equals_memberships_in_force_after_anything(
    seed: int, rules: MembershipRules, administrator: User
) -> None:
    """Random deeds on random members, refused or not, and the clock between them."""
    rng = random.Random(seed)
    outsider = UserFactory.create()
    acts: list[Callable[[Membership, User], object]] = [
        *(services.approve, services.decline, services.suspend, services.resume, services.end),
        *(_prove, _delete, _tick_nothing),
        *(partial(_set_end, days=days) for days in (None, -1, 0, 1)),
    ]
    for _step in range(60):
        rules.joining = rng.choice(list(MembershipRules.Joining))
        rules.save()
        if rng.random() < 0.3:
            services.account_verified(UserFactory.create())
        if rng.random() < 0.3:
            noted(rng.choice([Status.ACTIVE, Status.INVITED, Status.SUSPENDED]))
        if rng.random() < 0.2:
            clock.end_memberships()
        members = list(Membership.objects.order_by("pk"))
        if members:
            with suppress(Refused):
                rng.choice(acts)(rng.choice(members), administrator)
        assert in_group() == in_force()
    assert outsider.pk not in in_group()
    assert in_group()


def _set_end(membership: Membership, by: User, *, days: int | None) -> None:
    services.set_end(membership, None if days is None else today() + days * DAY, by)


def _prove(membership: Membership, _by: User) -> None:
    if membership.account_id is None:
        services.account_verified(UserFactory.create(email=membership.email))


def _delete(membership: Membership, _by: User) -> None:
    # Seldom, or few would be left.
    if membership.pk % 3 == 0:
        membership.delete()


def _tick_nothing(membership: Membership, _by: User) -> None:
    """An administrator sets the groups of the account by hand, to none."""
    if membership.account:
        membership.account.groups.clear()
        keep_account_equal(membership.account)
