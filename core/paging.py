"""Pages of lists."""

from __future__ import annotations

from django.http import Http404

PAGE_LENGTH = 20
# Digits of a page's number; what is longer is nonsense.
NUMBER_LENGTH = 9


def page_number(given: str) -> int:
    """The number in `?page=`. Raises Http404 for anything that is no page's number."""
    if not (given.isascii() and given.isdigit() and len(given) <= NUMBER_LENGTH and int(given)):
        raise Http404
    return int(given)
