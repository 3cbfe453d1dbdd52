"""Pages of lists."""

from __future__ import annotations

from django.http import Http404

PAGE_LENGTH = 20
# What a person may leaf through; numbers beyond it are nonsense and must not cost a query.
LAST_PAGE_NUMBER = 10_000


def page_number(given: str) -> int:
    """The number in `?page=`. Raises Http404 for anything that is no page's number."""
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(LAST_PAGE_NUMBER))):
        raise Http404
    number = int(given)
    if not 1 <= number <= LAST_PAGE_NUMBER:
        raise Http404
    return number
