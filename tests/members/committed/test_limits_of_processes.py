"""Limits hold across processes and after a restart, and cannot be overrun by asking at once."""

from __future__ import annotations

import time

from tests.core.processes import end_of, start_python

# Each process waits for the same moment, then uses up what it gets.
TRY = """
import sys, time
from django.conf import settings
from django.core.cache import cache
from django.test import RequestFactory
from allauth.core import context
from allauth.core.ratelimit import consume
settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"trial": "10/m/key"}
cache.get("warm")
time.sleep(max(0, float(sys.argv[1]) - time.time()))
allowed = 0
for _number in range(20):
    request = RequestFactory().post("/")
    with context.request_context(request):
        allowed += consume(request, action="trial", key=sys.argv[2])
print(allowed)
"""
AT_ONCE = 3


def allowed(count: int, key: str) -> int:
    """How many attempts of so many processes at once are taken."""
    moment = str(time.time() + 6)
    processes = [start_python(TRY, moment, key) for _number in range(count)]
    return sum(int(end_of(process, 60).split()[-1]) for process in processes)


def test_processes_at_once_share_a_limit_and_so_does_the_one_after_a_restart() -> None:
    taken = allowed(AT_ONCE, "a")

    # A process that cannot get at the count in a second refuses.
    assert 1 <= taken <= 10
    assert taken + allowed(1, "a") <= 10
