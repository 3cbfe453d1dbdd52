"""Whether a picture or document is named to whoever reads: not to those who may not have the file.

What is shown asks here; the app that knows people (members) decides. Without anybody who reads
(feeds, the API, what is remembered for all) only files that everybody may have are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from django.http import HttpRequest

from core.file_closures import file_closures

Rule = Callable[[HttpRequest, int], bool]

_rules: list[Rule] = []
_reader: ContextVar[HttpRequest | None] = ContextVar("reader", default=None)
_is_kept: ContextVar[bool] = ContextVar("is kept", default=False)


class Filed(Protocol):
    """An image or a document."""

    title: str
    collection_id: int


def decides_on_files(rule: Rule) -> Rule:
    """Register what says whether who sent the request may have the files of a closed collection."""
    _rules.append(rule)
    return rule


def is_open_to_everyone(file: Filed) -> bool:
    """Whether everybody may have the file; asked without a query."""
    return file_closures().is_open(file.collection_id)


def may_have(file: Filed, request: HttpRequest | None) -> bool:
    """Whether who sent the request may have the file; nobody sent None."""
    return may_have_files_of(file.collection_id, request)


def may_have_files_of(collection: int, request: HttpRequest | None) -> bool:
    """Likewise for any file of the collection with this key.

    Who asks matters only where the collection is closed: else nothing depends on them.
    """
    if file_closures().is_open(collection):
        return True
    return request is not None and bool(_rules) and _rules[-1](request, collection)


@contextmanager
def read_by(request: HttpRequest) -> Iterator[None]:
    """Have texts that are expanded meanwhile name the files that who sent the request may have."""
    token = _reader.set(request)
    try:
        yield
    finally:
        _reader.reset(token)


def reader() -> HttpRequest | None:
    """The request of whoever reads what is being expanded; None where that is nobody."""
    return _reader.get()


@contextmanager
def naming_no_files() -> Iterator[None]:
    """Have words that are made meanwhile name no file: they are kept, and files move."""
    token = _is_kept.set(True)
    try:
        yield
    finally:
        _is_kept.reset(token)


def title_for_all(file: Filed) -> str:
    """The file's title as words for everybody may say it; empty where they may not."""
    return file.title if is_open_to_everyone(file) and not _is_kept.get() else ""
