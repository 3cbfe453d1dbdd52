"""Sessions that are over do not stay in the database."""

from __future__ import annotations

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from core import scheduling
from members.models import User
from members.signing_in import expired_sessions
from tests.factories import UserFactory

HOUR = datetime.timedelta(hours=1)


def add_session(name: str, account: User, expires_in: datetime.timedelta) -> None:
    """A session on a device."""
    now = timezone.now()
    Session.objects.create(session_key=name, expire_date=now + expires_in, session_data="x")
    UserSession.objects.create(
        session_key=name, user=account, ip="::1", user_agent="x", created_at=now - 2 * HOUR
    )


def test_expired_sessions_go_with_their_devices_and_others_stay(
    monkeypatch: pytest.MonkeyPatch, member: User
) -> None:
    monkeypatch.setattr(expired_sessions, "TOGETHER", 2)
    for number in range(5):
        add_session(f"over{number}", member, -HOUR)
    add_session("going on", member, HOUR)
    other = UserFactory.create()
    # Signed out: of the session nothing is left, and the device was noted.
    add_session("signed out", other, HOUR)
    Session.objects.get(pk="signed out").delete()
    scheduling._not_before.clear()

    assert scheduling.carry_out()["delete_expired_sessions"] == 5 + 6

    assert [each.pk for each in Session.objects.all()] == ["going on"]
    assert [each.session_key for each in UserSession.objects.all()] == ["going on"]


def test_device_that_is_noted_before_its_session_stays(member: User) -> None:
    UserSession.objects.create(session_key="new", user=member, ip="::1", user_agent="x")

    assert expired_sessions.delete_expired_sessions() == 0
