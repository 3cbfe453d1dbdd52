"""What tests of memberships share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from members.models import MembershipRules, User


@pytest.fixture
def rules(db: None) -> MembershipRules:
    """The association's rules for members."""
    return MembershipRules.load()


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.fixture
def told(db: None) -> Callable[[], list[tuple[str, int]]]:
    """What the worker was given to mail since the last time: each event and whose."""

    def take() -> list[tuple[str, int]]:
        tasks = DBTaskResult.objects.filter(task_path="members.tasks.send_membership_mail")
        given = [tuple(task.args_kwargs["args"]) for task in tasks.order_by("enqueued_at", "id")]
        tasks.delete()
        return given

    return take
