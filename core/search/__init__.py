"""Search: what a person typed, found in Wagtail's index, as that person may see it.

Wagtail fills the index; its own search is not used, because it ranks by a query for each hit on
SQLite and reads whole tables on PostgreSQL (docs/decisions/0015-search.md).
"""

from core.search.engine import Found, find, find_among
from core.search.registry import Facet, Name, Searchable, UnknownValueError, register, registered
from core.search.snippets import marked, snippet
from core.search.spelling import correct
from core.search.suggestions import Suggestion, suggest
from core.search.terms import Term, Words, parse

__all__ = [
    "Facet",
    "Found",
    "Name",
    "Searchable",
    "Suggestion",
    "Term",
    "UnknownValueError",
    "Words",
    "correct",
    "find",
    "find_among",
    "marked",
    "parse",
    "register",
    "registered",
    "snippet",
    "suggest",
]
