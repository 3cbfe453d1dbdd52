"""What a process remembers between requests, and how all processes forget it together.

A page needs things that hardly ever change: the organisation's identity, the menus, counts. This
module keeps them in the process and asks one row of the database whether they still hold:

* `remember(key, compute)` returns the remembered value or computes it.
* `forget()` is called in the transaction of any change that matters. It writes a new random token
  into the generation row, so that every process drops what it remembers.

The process that made the change sees it at once; every other one reads the row at most every
`RECHECK_SECONDS` and so sees it within a second.

Why a random token and not a counter: each value is stored together with the token it was computed
under, which is read *before* computing. A value computed inside a transaction that is rolled back
later carries a token nobody will ever read again; with a counter, the next change would reuse it.
Its first digits are the time of the change: feeds and sitemaps are dated by it (core.revalidation).
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

T = TypeVar("T")

RECHECK_SECONDS = 0.5
# Some keys come with what is asked for (an article, a combination of filters): the bound keeps a
# crawler from filling the memory, and what was remembered longest ago goes first.
MAX_ENTRIES = 5_000
# Of a token: how many of its hexadecimal digits tell the time, in milliseconds.
_TIME_DIGITS = 12
_UNKNOWN = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class _Entry:
    value: Any
    token: str
    until: datetime | None


_entries: dict[Hashable, _Entry] = {}
_lock = threading.Lock()
_known_token: str | None = None
_known_since = 0.0
# How often a change of this process's own made the known token worthless.
_rechecks = 0


def remember(
    key: Hashable,
    compute: Callable[[], T],
    *,
    until: Callable[[T], datetime | None] | None = None,
) -> T:
    """Return the value remembered under the key, computing it when it is not known or outdated.

    `until` reads from a fresh value the moment at which it stops being true by itself (a notice's
    end, a go-live), for changes that nobody makes. Values are shared by all requests of the
    process: treat them as read-only. Errors of `compute` pass through and nothing is remembered.
    """
    token = _current_token()
    entry = _entries.get(key)
    if entry and entry.token == token and (entry.until is None or timezone.now() < entry.until):
        return cast("T", entry.value)
    value = compute()
    # Before the lock: it may itself read something remembered.
    entry = _Entry(value, token, until(value) if until else None)
    with _lock:
        _entries.pop(key, None)
        while len(_entries) >= MAX_ENTRIES:
            del _entries[next(iter(_entries))]
        _entries[key] = entry
    return value


def forget() -> None:
    """Make every process forget. Call it in the transaction of the change, right after it.

    What is remembered between the change and this call would be taken for the state before it, also
    once the transaction is rolled back. Outside a transaction the change must already be written:
    what is forgotten is computed anew from what the database then says.
    """
    from core.models import Generation  # Core's models remember things as well.

    Generation.objects.update_or_create(pk=Generation.ONLY, defaults={"token": _new_token()})
    _recheck()
    transaction.on_commit(_recheck)


def generation() -> str:
    """A name for the present state of everything that pages show; the same in every process.

    Ask before computing what is to be known by this name: what changes meanwhile gets a new one.
    """
    return _current_token()


def generation_began(token: str) -> datetime:
    """When the change was made that began this generation; 1970 where its name does not tell."""
    try:
        began = datetime.fromtimestamp(int(token[:_TIME_DIGITS], 16) / 1000, UTC)
    except (ValueError, OverflowError):
        return _UNKNOWN
    return began if began <= timezone.now() else _UNKNOWN


def clear() -> None:
    """Drop everything this process remembers, as a fresh process would start."""
    with _lock:
        _entries.clear()
    _recheck()


def _new_token() -> str:
    """Begins with the time, so that it is known without a further column."""
    return f"{int(timezone.now().timestamp() * 1000):0{_TIME_DIGITS}x}{secrets.token_hex(10)}"


def _recheck() -> None:
    """Have the next reader ask the database instead of trusting what was read a moment ago."""
    global _known_token, _rechecks
    with _lock:
        _known_token = None
        _rechecks += 1


def _current_token() -> str:
    """The token in force for this thread.

    Inside a transaction the row is always read: the transaction may have changed it itself (which
    no other thread may know yet) or may look at an older state of the database than others do.
    """
    global _known_token, _known_since
    if connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return _read_token()
    now = time.monotonic()
    token, rechecks = _known_token, _rechecks
    if token is None or now - _known_since > RECHECK_SECONDS:
        token = _read_token()
        with _lock:
            # Another thread may have committed a change since: what was read is then too old to
            # be trusted for half a second.
            if rechecks == _rechecks:
                _known_token, _known_since = token, now
    return token


def _read_token() -> str:
    from core.models import Generation  # Core's models remember things as well.

    token = Generation.objects.filter(pk=Generation.ONLY).values_list("token", flat=True).first()
    return token or ""
