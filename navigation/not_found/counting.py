"""Addresses that were not found: which are counted, and for how long they are kept.

The path alone is kept, nothing of who asked; and no path that may be somebody's own: of an account,
with a token or an e-mail address in it.
"""

from __future__ import annotations

import datetime
import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.models import Redirect

from core.counters import BatchedCounter
from core.scheduling import hourly_duty
from core.validators import no_hidden_characters
from navigation.models import NotFoundCount

DAYS = 7
MOST_ROWS = 20_000
# Once the table is full nothing new gets in: by then what was asked for least has to go.
_ROOM_FOR = MOST_ROWS // 2
LONGEST = 255
LONG_FOR_A_TOKEN = 24

# What is not for readers, or may be about one; what uploads and machines are served from.
_APART = re.compile(
    r"/(account|admin|api|comments|documents|mailing|media|static|_util|-|\.[^/]*)(/|$)"
)
# What programs ask for that look for holes, and browsers by themselves.
_PROBE = re.compile(
    r"/(\.|wp-(login|admin|includes|json|config)|xmlrpc|cgi-bin|phpmyadmin|vendor/|actuator|"
    r"favicon\.|apple-touch-icon|browserconfig|ads\.txt|security\.txt)"
    r"|\.(php\d?|phtml|aspx?|jspx?|cgi|env|git|sql|bak|old|ini|cfg|conf|ya?ml|log|sh|exe|map|swp)$",
    re.IGNORECASE,
)
# A part of a slug: a word, an abbreviation, a number, or something short like "10th".
_WORD = re.compile(r"[A-Z]?[a-z]{0,23}|[A-Z]{1,23}|[0-9]{1,12}|[A-Za-z0-9]{1,5}")

not_found = BatchedCounter("navigation.NotFoundCount", count="hits", most_rows=MOST_ROWS)


def path_of(address: str) -> str:
    """The path of an address as a redirect's `old_path` would have it."""
    return str(Redirect.normalise_path(escape_leading_slashes(address.partition("?")[0])))


def is_private(path: str) -> bool:
    """Whether a path may be somebody's own: nothing about it is counted."""
    # Addresses within addresses are written with their signs as numbers, sometimes twice.
    plain = unquote(unquote(path))
    return bool(
        re.match(r"/(account|admin|mailing|comments)(/|$)", path)
        or "@" in plain
        or any(_looks_random(segment) for segment in plain.split("/"))
    )


def _looks_random(segment: str) -> bool:
    if len(segment) < LONG_FOR_A_TOKEN:
        return False
    return not all(_WORD.fullmatch(part) for part in re.split(r"[^A-Za-z0-9]+", segment))


def count_not_found(path: str, site_id: int) -> None:
    """Count that a path was not found on a site, if it is one that a reader may have meant."""
    if len(path) > LONGEST or _APART.match(path) or _PROBE.search(path) or is_private(path):
        return
    try:
        no_hidden_characters(unquote(path))
    except ValidationError:
        return
    not_found.add(day=timezone.localdate(), site=site_id, path=path)


@hourly_duty
def forget_old_addresses() -> int:
    """Drop what is older than the list shows, and make room before the table is full."""
    oldest = timezone.localdate() - datetime.timedelta(days=DAYS)
    dropped, _ = NotFoundCount.objects.filter(day__lt=oldest).delete()
    return dropped + _make_room()


def _make_room() -> int:
    """Keep what was asked for most: somebody who asks for ever new addresses keeps none out."""
    if NotFoundCount.objects.count() < MOST_ROWS * 3 // 4:
        return 0
    most: QuerySet[NotFoundCount] = NotFoundCount.objects.order_by("-hits", "-day", "-pk")
    least = list(most.values_list("pk", flat=True)[_ROOM_FOR:])
    for start in range(0, len(least), 500):
        NotFoundCount.objects.filter(pk__in=least[start : start + 500]).delete()
    return len(least)
