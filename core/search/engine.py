"""Find pages: the access rule, what is live and the filters are part of every query.

Where there are few hits all are found and ranked. Where there are many, the pages are walked from
the newest on, and the first NEWEST that match are ranked: who searches for what stands in most
texts is served with the news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, F, Q, QuerySet

from core.search.dialects import Dialect, Sql, dialect_for
from core.search.registry import Searchable, registered
from core.search.terms import Words

NEWEST = 5_000

NEWEST_FIRST = "ORDER BY day DESC, key DESC"
BEST_FIRST = "ORDER BY score DESC, day DESC, key DESC"

# The index's own key, the content type, the page's key.
Hit = tuple[int, int, int]


@dataclass(frozen=True)
class Found:
    """What a search found, in order; `is_cut` where there is more than that."""

    hits: Sequence[Hit] = ()
    is_cut: bool = False

    def __len__(self) -> int:
        return len(self.hits)

    def fetch(self, first: int, number: int) -> list[tuple[Searchable, Any]]:
        """The pages from one position on, each with its type; one query for each type.

        A page that was deleted since is left out.
        """
        wanted = self.hits[first : first + number]
        by_kind = {_kind(searchable): searchable for searchable in registered()}
        rows = {
            kind: by_kind[kind].rows([key for _, its_kind, key in wanted if its_kind == kind])
            for kind in dict.fromkeys(kind for _, kind, _ in wanted)
        }
        return [(by_kind[kind], rows[kind][key]) for _, kind, key in wanted if key in rows[kind]]


def find(
    words: Words,
    user: Any,
    filters: Mapping[str, Q] | None = None,
    *,
    below: str = "",
    by_date: bool = False,
) -> Found:
    """What this person may read that has all the words and meets all the filters.

    `below` is the tree path of the page at which the site begins; without it all pages are found.

    `filters` are conditions by the parameters of registered facets; only types that have all of
    them are searched. The order is that of relevance, or the newest first.
    """
    if not words:
        return Found()
    dialect = dialect_for(words)
    pages = _allowed(user, filters or {}, below)
    extent = dialect.read_extent(_rows(dialect.extent()))
    if not pages or not extent:
        return Found()
    order = NEWEST_FIRST if by_date else BEST_FIRST
    is_walked = extent > dialect.many
    if is_walked:
        found = _newest(dialect, pages, NEWEST, order)
    else:
        found = Found(_hits([dialect.every(pages)], order))
    if by_date or not (is_walked or dialect.ranked_in_full):
        return found
    return Found(_ranked(dialect, found.hits), found.is_cut)


def find_titles(
    words: Words, user: Any, number: int, *, below: str = ""
) -> list[tuple[Searchable, Any]]:
    """The newest pages this person may read that have all the words in their titles."""
    if not words:
        return []
    dialect = dialect_for(words, only_titles=True)
    pages = _allowed(user, {}, below)
    extent = dialect.read_extent(_rows(dialect.extent()))
    if extent * number <= dialect.many:
        return Found(_hits([dialect.every(pages)], NEWEST_FIRST)).fetch(0, number)
    return _newest(dialect, pages, number, NEWEST_FIRST).fetch(0, number)


def find_among(words: Words, pages: QuerySet[Any], day: Expression | F) -> list[int]:
    """The keys of those of the pages that have all the words, best first.

    Whoever calls decides which pages may be found; they are of one registered type, of which a day
    is given to find the newest by. Of very many hits there are the newest only, NEWEST of them.
    """
    dialect = dialect_for(words)
    query = _compiled(pages, day)
    extent = dialect.read_extent(_rows(dialect.extent())) if words and query else 0
    if not query or not extent:
        return []
    kinds = {ContentType.objects.get_for_model(pages.model).pk: query}
    if extent > dialect.many:
        hits = _newest(dialect, kinds, NEWEST, BEST_FIRST).hits
    else:
        hits = _hits([dialect.every(kinds)], BEST_FIRST)
        hits = _ranked(dialect, hits) if dialect.ranked_in_full else hits
    return [key for _, _, key in hits]


def _newest(dialect: Dialect, pages: Mapping[int, Sql], number: int, order: str) -> Found:
    """The newest hits of the types of which there are many, and all hits of the others."""
    walked = {_kind(searchable) for searchable in registered() if searchable.has_many}
    arms = [
        dialect.newest(kind, allowed, number + 1) if kind in walked else dialect.few(kind, allowed)
        for kind, allowed in pages.items()
    ]
    hits = _hits(arms, order)
    is_cut = any(sum(kind == its for _, its, _ in hits) > number for kind in walked)
    return Found(hits[:number] if is_cut else hits, is_cut)


def _ranked(dialect: Dialect, hits: Sequence[Hit]) -> list[Hit]:
    """The hits by their final scores; among equals, and beyond what is ranked, as they were."""
    best = hits[: dialect.ranked_in_full]
    scores = dict(_rows(dialect.scores([entry for entry, _, _ in best])))
    ranked = sorted(best, key=lambda hit: scores.get(hit[0], 0.0), reverse=True)
    return [*ranked, *hits[len(best) :]]


def _allowed(user: Any, filters: Mapping[str, Q], below: str) -> dict[int, Sql]:
    """By kind, the query for the keys and days of all pages that may be found."""
    allowed = {}
    for searchable in registered():
        if filters.keys() <= {facet.parameter for facet in searchable.facets}:
            query = _allowed_pages(searchable, user, filters, below)
            if query:
                allowed[_kind(searchable)] = query
    return allowed


def _allowed_pages(
    searchable: Searchable, user: Any, filters: Mapping[str, Q], below: str
) -> Sql | None:
    """None where there can be none."""
    pages = searchable.model.objects.live().visible_to(user).order_by()
    if below:
        pages = pages.filter(path__startswith=below)
    for condition in filters.values():
        # One after the other: conditions on rows of other tables each find a row of their own.
        pages = pages.filter(condition)
    return _compiled(pages, searchable.day)


def _compiled(pages: QuerySet[Any], day: Expression | F) -> Sql | None:
    """The query for keys and days; None where it can find nothing."""
    pages = pages.order_by().annotate(key=F("pk"), day=day).values("key", "day")
    try:
        text, values = pages.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return None
    return Sql(text, tuple(values))


def _kind(searchable: Searchable) -> int:
    return ContentType.objects.get_for_model(searchable.model).pk


def _hits(arms: Sequence[Sql], order: str) -> list[Hit]:
    union = " UNION ALL ".join(f"SELECT * FROM ({arm.text}) AS arm" for arm in arms)
    values = tuple(value for arm in arms for value in arm.values)
    return _rows(Sql(f"SELECT entry, kind, key FROM ({union}) AS hits {order}", values))


def _rows(statement: Sql) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return cursor.fetchall()
