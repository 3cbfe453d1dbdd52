"""Wagtail's search in the database, asked for no more words than a database takes.

It puts the words of a search into one another; with a thousand of them that goes deeper than Python
goes, and every search of the admin would fail.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.query import And, Or, Phrase, PlainText

MOST_WORDS = 20


def first_words(typed: str) -> str:
    """As much of a search as is looked for. PostgreSQL takes words at their hyphens apart."""
    ends = [found.end() for found in islice(re.finditer(r"[^\s-]+", typed), MOST_WORDS)]
    return " ".join(typed[: ends[-1] if ends else None].split())


def limited(query: Any) -> Any:
    """The same for a search that was taken apart already, into phrases and what is between them."""
    match query:
        case str():
            return first_words(query)
        case PlainText():
            return PlainText(first_words(query.query_string), operator=query.operator)
        case Phrase():
            return Phrase(first_words(query.query_string))
        case And() | Or():
            return type(query)([limited(each) for each in query.subqueries[:MOST_WORDS]])
    return query


class FewWords(BaseSearchBackend):
    """A mixin for whichever backend it is."""

    def _search(self, compiler: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super()._search(compiler, limited(query), *args, **kwargs)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 -- Wagtail looks for this name
    """The backend of the database that there is."""
    kind = type(database.SearchBackend(params))
    return type(f"FewWords{kind.__name__}", (FewWords, kind), {})(params)
