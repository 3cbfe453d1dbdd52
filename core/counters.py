"""Counters of what happens on GET: kept in memory, written together at most once a minute.

    searches = BatchedCounter("home.SearchCount", count="hits", most_rows=100_000)
    searches.add(day=today, words="annual report")

The model names what is counted by a unique constraint over all fields but the count. What a process
has not written when it is killed is lost: a minute's worth at most.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import Error, connection

logger = logging.getLogger("news_desk.counters")

WRITE_AFTER_SECONDS = 60
# Different things between two writings; what comes beyond is not counted. Somebody who asks for
# ever new things fills neither the memory nor the table.
MOST_IN_MEMORY = 500


class BatchedCounter:
    """Counts rows of a model; safe to use from all threads of a process.

    `most_rows` bounds the table: once it is full, only what it already has is counted on.
    """

    def __init__(self, model: str, *, count: str, most_rows: int) -> None:
        self.model_name = model
        self.count = count
        self.most_rows = most_rows
        self._pending: Counter[tuple[tuple[str, Any], ...]] = Counter()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def add(self, **what: Any) -> None:
        """Count it once; it is written within WRITE_AFTER_SECONDS."""
        key = tuple(sorted(what.items()))
        with self._lock:
            if key not in self._pending and len(self._pending) >= MOST_IN_MEMORY:
                return
            self._pending[key] += 1
            if self._timer is None and settings.WRITE_COUNTERS_BY_THEMSELVES:
                self._timer = threading.Timer(WRITE_AFTER_SECONDS, self._write_in_thread)
                self._timer.daemon = True
                self._timer.start()

    def write(self) -> int:
        """Write what was counted since the last time, in one statement; returns how many rows."""
        with self._lock:
            pending, self._pending, self._timer = self._pending, Counter(), None
        if pending:
            with connection.cursor() as cursor:
                cursor.execute(*self._statement(pending))
        return len(pending)

    def _write_in_thread(self) -> None:
        try:
            self.write()
        except Error:
            # A count is not worth a retry, and there is nobody to tell but the log.
            logger.exception("what %s counted in a minute is lost", self.model_name)
        finally:
            # The connection belongs to this thread, which ends here.
            connection.close()

    def _statement(self, pending: Counter[tuple[tuple[str, Any], ...]]) -> tuple[str, list[Any]]:
        """Insert the new and add to the known.

        In an order that is the same for every process, so that no two wait for each other.
        """
        model = apps.get_model(self.model_name)
        fields = [
            field
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name != self.count
        ]
        table, count, *columns = map(
            connection.ops.quote_name,
            (model._meta.db_table, self.count, *(field.column for field in fields)),
        )
        keys = ", ".join(columns)
        is_known = " AND ".join(
            f"known.{column} = new.column{position}"
            for position, column in enumerate(columns, start=1)
        )
        values: list[Any] = []
        for key, number in sorted(pending.items(), key=repr):
            told = dict(key)
            values += [field.get_db_prep_value(told[field.name], connection) for field in fields]
            values.append(number)
        row = f"({', '.join(['%s'] * (len(columns) + 1))})"
        statement = (
            f"INSERT INTO {table} ({keys}, {count})"  # noqa: S608 -- names of our own models
            f" SELECT * FROM (VALUES {', '.join([row] * len(pending))}) AS new"
            f" WHERE (SELECT count(*) FROM {table}) < {self.most_rows:d}"
            f" OR EXISTS (SELECT 1 FROM {table} AS known WHERE {is_known})"
            f" ON CONFLICT ({keys}) DO UPDATE SET {count} = {table}.{count} + excluded.{count}"
        )
        return statement, values
