"""Conditions that Django's own look-ups do not offer."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, F, Func, JSONField
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[Any, ...]]


class IsOneOf(Func):
    """Whether a text is among these, however many they are: they take one parameter together.

    Django's `__in` takes one for each, of which a statement can have so many only.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, text: Combinable | str, texts: Collection[str]) -> None:
        super().__init__(F(text) if isinstance(text, str) else text)
        self.texts = sorted(texts)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> Sql:
        """SQLite reads the texts from JSON."""
        sql, params = compiler.compile(self.source_expressions[0])
        listed = "(SELECT value FROM json_each(%s))"
        return f"{sql} IN {listed}", (*params, json.dumps(self.texts))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> Sql:
        """PostgreSQL takes an array."""
        sql, params = compiler.compile(self.source_expressions[0])
        return f"{sql} = ANY(%s)", (*params, self.texts)


class RowsAsJson(Func):
    """All rows of a query in one value: a list with a list of these columns for each.

    For a subquery that has to return more than one row's one value:
    `.order_by().values(rows=RowsAsJson("a", "b"))`. Without rows it is an empty list.
    """

    output_field = JSONField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> Sql:
        """SQLite's names for it."""
        return self.as_sql(
            compiler, connection, template="json_group_array(json_array(%(expressions)s))"
        )

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> Sql:
        """PostgreSQL's; its list of no rows would be NULL."""
        gathered = "jsonb_agg(jsonb_build_array(%(expressions)s))"
        return self.as_sql(compiler, connection, template=f"COALESCE({gathered}, '[]'::jsonb)")


class MonthOf(Func):
    """The month of a day as text, 2015-09.

    Django's own functions for dates are, on SQLite, called back in Python for every row.
    """

    output_field = CharField()
    arity = 1

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> Sql:
        """SQLite keeps days as text."""
        sql, params = compiler.compile(self.source_expressions[0])
        return f"substr({sql}, 1, 7)", tuple(params)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> Sql:
        """PostgreSQL writes them so."""
        sql, params = compiler.compile(self.source_expressions[0])
        return f"to_char({sql}, 'YYYY-MM')", tuple(params)
