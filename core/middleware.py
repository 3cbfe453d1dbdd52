"""What happens round every view."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.handlers.exception import response_for_exception
from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import Http404, HttpRequest
from django.http.request import RawPostDataException
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from core.sites import prime

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
NO_ROW = "No row has a number as large as that."


class SitesMiddleware:
    """Spare every request the questions which site it is for and where sites begin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        """Not earlier: what is answered before a view runs needs no site."""
        prime(request)


class PrivateAnswersMiddleware:
    """Keep what somebody signed in is shown out of shared caches: menus, names, forms' tokens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        return response


class NumbersWithoutRowMiddleware:
    """Answer "not found" where an address or a form names a row by a number that none can have.

    SQLite fails on whole numbers of more than 64 bits, where PostgreSQL finds nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Leave every other failure to Django. What the view changed has been undone by now."""
        return response_for_exception(request, Http404(NO_ROW)) if _has_no_row(error) else None


class AtomicWritesMiddleware:
    """Run the view of every request that may change something in one transaction.

    An editor's save touches a page, its revision, the search index and the token by which other
    processes forget (core.memory); a crash in the middle must leave all of it or none. Django's
    ATOMIC_REQUESTS would do the same but opens a transaction for reading as well, which on SQLite
    takes the write lock.

    An exception undoes everything, also one that Django turns into an answer (Http404,
    PermissionDenied): whoever refuses a request refuses all of it. What is to be kept in spite of a
    refusal (a count of failed attempts) needs a response that is returned, not raised.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer unsafe requests here, inside a transaction; leave the others to Django."""
        # Django's own mark, transaction.non_atomic_requests, is honoured: for views that are slow
        # (hashing a password) and change little, since nobody else can write meanwhile on SQLite.
        is_exempt = DEFAULT_DB_ALIAS in getattr(view, "_non_atomic_requests", ())
        if request.method in SAFE_METHODS or is_exempt:
            return None
        _receive(request)
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except OverflowError as error:
            # NumbersWithoutRowMiddleware hears of views that Django calls itself.
            if _has_no_row(error):
                raise Http404(NO_ROW) from error
            raise


def _has_no_row(error: Exception) -> bool:
    return isinstance(error, OverflowError) and "SQLite INTEGER" in str(error)


def _receive(request: HttpRequest) -> None:
    """Read what the client sends, before the transaction begins.

    On SQLite a transaction holds the only write lock, and a slow upload must not keep everybody
    else from saving.
    """
    request.POST  # noqa: B018 -- the access itself parses a form
    # What was a form with files has been read by now; anything else has not.
    with suppress(RawPostDataException):
        request.body  # noqa: B018 -- the access itself reads it
