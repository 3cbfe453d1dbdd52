"""How the two databases are asked. Both read the index that Wagtail keeps, each in its own way.

Measured with 100,000 articles; docs/decisions/0015-search.md has the reasons.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from wagtail.search.models import IndexEntry

from core.search.terms import Term, Words

ENTRIES = IndexEntry._meta.db_table
FULL_TEXT = f"{ENTRIES}_fts"

# How much a word counts in the body and in the title.
IN_BODY, IN_TITLE = 1, 5


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with the values for its placeholders."""

    text: str
    values: tuple[Any, ...] = ()


class Dialect(Protocol):
    """What the engine needs of a database.

    A hit is a row (entry, kind, key, day, score): the index's own key, the content type, the page's
    key and date, and a first score. `pages` is a query for the rows (key, day) of a kind.
    """

    # From how many hits on finding the newest is faster than finding all.
    many: int
    # How many of the hits, the best by their first score, are ranked by their whole texts; None
    # where the first score of all hits is by their whole texts (not of the newest: they have none).
    ranked_in_full: int | None

    def extent(self) -> Sql:
        """The question about how many hits there are among all entries; need not be exact."""

    def read_extent(self, rows: Sequence[Sequence[Any]]) -> int:
        """The number in its answer."""

    def every(self, pages: Mapping[int, Sql]) -> Sql:
        """All hits among the pages, which are given by kind."""

    def newest(self, kind: int, pages: Sql, number: int) -> Sql:
        """The newest hits of a kind of which there are many; walks the index of dates."""

    def few(self, kind: int, pages: Sql) -> Sql:
        """All hits of a kind of which there are not many, however many there are of others."""

    def scores(self, entries: Collection[int]) -> Sql:
        """Rows (entry, score) for these entries, by their whole texts."""


def dialect_for(words: Words, *, only_titles: bool = False) -> Dialect:
    """How the site's database is asked for these words."""
    if connection.vendor == "postgresql":
        return PostgreSQL(words, only_titles=only_titles)
    return SQLite(words, only_titles=only_titles)


class SQLite:
    """FTS5. The table's columns are autocomplete, body, title, in this order."""

    many = 10_000
    ranked_in_full: int | None = None

    def __init__(self, words: Words, *, only_titles: bool) -> None:
        columns = "autocomplete" if only_titles else "title body"
        self.query = f"{{{columns}}} : ({' '.join(map(self._quoted, words.terms))})"
        self.score = f"-bm25({FULL_TEXT}, 1, {IN_BODY}, {IN_TITLE})"
        self.matching = f"FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s"

    @staticmethod
    def _quoted(term: Term) -> str:
        """In quotation marks everything is text; a term of none but signs is left out by FTS5."""
        text = term.text.replace('"', '""')
        return f'"{text}"{" *" if term.begins else ""}'

    def extent(self) -> Sql:
        """Counted, no further than it matters: the list of hits alone is gone through fast."""
        limit = self.many + 1
        return Sql(f"SELECT count(*) FROM (SELECT 1 {self.matching} LIMIT {limit})", (self.query,))

    def read_extent(self, rows: Sequence[Sequence[Any]]) -> int:
        """The count."""
        return rows[0][0]

    def every(self, pages: Mapping[int, Sql]) -> Sql:
        """CROSS JOIN makes SQLite begin with the hits."""
        hits = Sql(
            "SELECT e.id AS entry, e.content_type_id AS kind,"
            " CAST(e.object_id AS INTEGER) AS key, matched.score"
            f" FROM (SELECT rowid AS entry, {self.score} AS score {self.matching}) AS matched"
            f" CROSS JOIN {ENTRIES} AS e ON e.id = matched.entry",
            (self.query,),
        )
        return _among(pages, hits, "AS")

    def newest(self, kind: int, pages: Sql, number: int) -> Sql:
        """The entry is looked up by key before the page's own row, which many do not need."""
        entry = (
            f"(SELECT e.id FROM {ENTRIES} AS e WHERE e.content_type_id = {kind:d}"
            " AND e.object_id = CAST(allowed.key AS TEXT))"
        )
        return Sql(
            f"SELECT {entry} AS entry, {kind:d} AS kind, allowed.key, allowed.day, 0.0 AS score"
            f" FROM ({pages.text}) AS allowed WHERE {entry} IN (SELECT rowid {self.matching})"
            f" ORDER BY allowed.day DESC, allowed.key DESC LIMIT {number:d}",
            (*pages.values, self.query),
        )

    def few(self, kind: int, pages: Sql) -> Sql:
        """The plus keeps SQLite from going through the hits of all kinds."""
        return Sql(
            f"SELECT e.id AS entry, {kind:d} AS kind, allowed.key, allowed.day, 0.0 AS score"
            f" FROM {ENTRIES} AS e CROSS JOIN ({pages.text}) AS allowed"
            f" WHERE e.content_type_id = {kind:d} AND allowed.key = CAST(e.object_id AS INTEGER)"
            f" AND +e.id IN (SELECT rowid {self.matching})",
            (*pages.values, self.query),
        )

    def scores(self, entries: Collection[int]) -> Sql:
        """The plus has SQLite go through the hits once, not once for each entry."""
        return Sql(
            f"SELECT rowid, {self.score} {self.matching}"
            " AND +rowid IN (SELECT value FROM json_each(%s))",
            (self.query, json.dumps(list(entries))),
        )


class PostgreSQL:
    """Vectors. Those of bodies are stored apart from their rows, and reading one takes time.

    So the first score is that of the title alone, and the best by that are looked at again.
    """

    many = 30_000
    ranked_in_full: int | None = 500

    def __init__(self, words: Words, *, only_titles: bool) -> None:
        self.vector = "e.autocomplete" if only_titles else "(e.title || e.body)"
        parts = [self._part(term) for term in words.terms]
        self.query = f"({' && '.join(part.text for part in parts)})"
        self.values = tuple(value for part in parts for value in part.values)
        self.first_score = f"ts_rank(e.title, {self.query})"

    @staticmethod
    def _part(term: Term) -> Sql:
        """PostgreSQL takes texts apart in its own way (addresses, hyphens), so it parses the terms.

        The two functions for words and phrases know no syntax. The third does, but none within
        quotes, where only the quote and the backslash have to be doubled.
        """
        if term.begins:
            quoted = term.text.replace("\\", "\\\\").replace("'", "''")
            return Sql("to_tsquery('simple', %s)", (f"'{quoted}':*",))
        function = "phraseto_tsquery" if term.is_phrase else "plainto_tsquery"
        return Sql(f"{function}('simple', %s)", (term.text,))

    def extent(self) -> Sql:
        """What the planner expects: it knows the frequent words, and counting them takes time."""
        return Sql(
            f"EXPLAIN (FORMAT JSON) SELECT FROM {ENTRIES} AS e WHERE {self.vector} @@ {self.query}",
            self.values,
        )

    def read_extent(self, rows: Sequence[Sequence[Any]]) -> int:
        """The number of rows in the plan."""
        return rows[0][0][0]["Plan"]["Plan Rows"]

    def every(self, pages: Mapping[int, Sql]) -> Sql:
        """Keys of other kinds need not be numbers: the kinds are asked for before the keys."""
        hits = Sql(
            "SELECT e.id AS entry, e.content_type_id AS kind,"
            f" e.object_id::bigint AS key, {self.first_score} AS score"
            f" FROM {ENTRIES} AS e WHERE {self.vector} @@ {self.query}"
            " AND e.content_type_id = ANY(%s)",
            (*self.values, *self.values, list(pages)),
        )
        return _among(pages, hits, "AS MATERIALIZED")

    def newest(self, kind: int, pages: Sql, number: int) -> Sql:
        """OFFSET keeps PostgreSQL from reading the whole index first."""
        return Sql(
            f"SELECT e.entry, {kind:d} AS kind, allowed.key, allowed.day, e.score"
            f" FROM ({pages.text}) AS allowed CROSS JOIN LATERAL"
            f" (SELECT e.id AS entry, {self.first_score} AS score FROM {ENTRIES} AS e"
            f" WHERE e.content_type_id = {kind:d} AND e.object_id = allowed.key::varchar"
            f" AND {self.vector} @@ {self.query} OFFSET 0) AS e"
            f" ORDER BY allowed.day DESC, allowed.key DESC LIMIT {number:d}",
            (*pages.values, *self.values, *self.values),
        )

    def few(self, kind: int, pages: Sql) -> Sql:
        """PostgreSQL finds out by itself which index to ask first."""
        return self.every({kind: pages})

    def scores(self, entries: Collection[int]) -> Sql:
        """Longer texts have more words by chance: 1 weighs the score by their length."""
        return Sql(
            f"SELECT e.id, ts_rank({self.vector}, {self.query}, 1)"
            f" FROM {ENTRIES} AS e WHERE e.id = ANY(%s)",
            (*self.values, list(entries)),
        )


def _among(pages: Mapping[int, Sql], hits: Sql, once: str) -> Sql:
    """Those of the hits that are among the pages of their kind."""
    arms = [
        "SELECT hits.entry, hits.kind, hits.key, allowed.day, hits.score"
        f" FROM hits CROSS JOIN ({allowed.text}) AS allowed"
        f" WHERE allowed.key = hits.key AND hits.kind = {kind:d}"
        for kind, allowed in pages.items()
    ]
    values = (value for allowed in pages.values() for value in allowed.values)
    return Sql(
        f"WITH hits {once} ({hits.text}) {' UNION ALL '.join(arms)}", (*hits.values, *values)
    )
