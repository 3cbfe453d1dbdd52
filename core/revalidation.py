"""Answers for machines that come again and again: feeds, sitemaps, lists of pages.

Whether a machine's copy still holds is known without making the answer anew: every change that
pages show begins a new generation (core.memory), whatever it was: a publication, a deletion, a
setting, a new name of a source. A copy of the present generation holds. That now and then a copy is
fetched again although only something else changed is the price of never calling an old one new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from core.memory import generation, generation_began

# Seconds for which caches on the way need not ask.
MAX_AGE = 300


def revalidated(
    request: HttpRequest,
    make: Callable[[], HttpResponse],
    *,
    changed_by_itself: datetime | None = None,
) -> HttpResponse:
    """Answer 304 where the asker's copy still holds, else what `make` returns.

    The answer must be the same for everybody. `changed_by_itself` is the last moment at which it
    became another one without anybody's doing: by the calendar.
    """
    token = generation()
    began = generation_began(token)
    since = max(began, changed_by_itself or began)
    # Weak: compressed on its way, the same answer is other bytes.
    etag = f'W/"{hashlib.sha256(f"{token} {since}".encode()).hexdigest()[:32]}"'
    modified = int(since.timestamp())
    unchanged = get_conditional_response(request, etag, modified)
    response = make() if unchanged is None else unchanged
    if response.status_code not in (200, 304):
        return response
    response["ETag"] = etag
    # Dates have whole seconds. A change that follows within the same one would have the same date:
    # until the second is over, copies are dated before it, and so fetched once more.
    is_over = timezone.now() - since >= timedelta(seconds=1)
    response["Last-Modified"] = http_date(modified if is_over else modified - 1)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response
