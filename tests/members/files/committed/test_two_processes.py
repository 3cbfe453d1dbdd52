"""A file that moves is served as its new collection says by every process, within a second."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from members.models import User
from tests.core.processes import start_python
from tests.factories import UserFactory
from tests.members.files.library import Mover, collection, document, picture

# Answers addresses on its standard input by status and Cache-Control, as nobody and as the account.
SERVER = """
import json
import sys
from django.test import Client
from members.models import User
nobody, reader = Client(), Client()
reader.force_login(User.objects.get(pk=sys.argv[1]))
print("ready")
for line in sys.stdin:
    told = []
    for client in (nobody, reader):
        response = client.get(line.strip())
        told += [response.status_code, response.get("Cache-Control", "")]
        response.close()
    print(json.dumps(told))
"""
OPEN = "public, max-age=31536000, immutable"
CLOSED = "private, no-store"


class Neighbour:
    """Another process that serves the same site."""

    def __init__(self, account: User) -> None:
        self.process: subprocess.Popen[str] = start_python(SERVER, str(account.pk))
        assert self._line() == "ready"

    def told_of(self, url: str) -> list[Any]:
        """Status and Cache-Control for nobody, then for the account."""
        assert self.process.stdin
        self.process.stdin.write(f"{url}\n")
        self.process.stdin.flush()
        answer: list[Any] = json.loads(self._line())
        return answer

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def seconds_until(self, url: str, expected: list[Any]) -> float:
        """How long it takes until it answers so; fails after five seconds."""
        start = time.monotonic()
        while (told := self.told_of(url)) != expected:
            assert time.monotonic() - start < 5, told
            time.sleep(0.02)  # between two questions; the answer is waited for, not the time
        return time.monotonic() - start


@pytest.fixture
def member(db: None) -> User:
    """Somebody in the group Members."""
    return UserFactory.create(email="two-processes@example.org", groups=["Members"])


@pytest.fixture
def neighbour(member: User) -> Iterator[Neighbour]:
    """Another process, in which the member is signed in."""
    other = Neighbour(member)
    yield other
    other.process.kill()
    other.process.communicate(timeout=10)


def test_moves_and_closures_reach_every_process_within_a_second(
    neighbour: Neighbour, member: User
) -> None:
    browser = Client()
    browser.force_login(UserFactory.create(email="mover@example.org", is_superuser=True))
    mover = Mover(browser)
    members, opened = collection("members", "Members"), collection("open")
    image, minutes = picture(collection=opened), document(collection=opened)
    url = image.get_rendition("width-20").url
    # Nothing that somebody signed in is answered may be kept for others.
    for_all = [200, OPEN, 200, "max-age=31536000, immutable, private"]
    for_member = [404, neighbour.told_of("/media/images/missing.jpg")[1], 200, CLOSED]
    assert neighbour.seconds_until(url, for_all) < 1

    mover.alone(image, members)
    assert neighbour.seconds_until(url, for_member) < 1
    mover.together(image, opened)
    assert neighbour.seconds_until(url, for_all) < 1

    privacy = f"/admin/collections/{opened.pk}/privacy/"
    browser.post(privacy, {"restriction_type": "login"})
    assert neighbour.seconds_until(url, for_member) < 1
    assert neighbour.seconds_until(minutes.url, for_member) < 1
    browser.post(privacy, {"restriction_type": "none"})
    assert neighbour.seconds_until(url, for_all) < 1

    closed_above = f"/admin/collections/{opened.pk}/"
    browser.post(closed_above, {"name": "open", "parent": members.pk})
    assert neighbour.seconds_until(url, for_member) < 1
    assert Collection.objects.get(pk=opened.pk).get_parent() == members
