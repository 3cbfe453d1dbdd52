"""Sites made for a measurement, on SQLite and on PostgreSQL, and gone after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.site import environment_for, run
from tests.postgresql import fresh_database, server_that_answers

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
Environment = dict[str, str]


def databases() -> list[str]:
    """The kinds of databases that can be measured here: SQLite, and PostgreSQL if one answers."""
    return [SQLITE, *([POSTGRESQL] if _server() else [])]


def _server() -> str | None:
    return server_that_answers(os.environ.get("DATABASE_URL"))


@contextmanager
def empty_site(kind: str, var: Path) -> Iterator[Environment]:
    """The environment of a site without any tables yet, that keeps its files below `var`."""
    var.mkdir(parents=True, exist_ok=True)
    if kind == SQLITE:
        yield environment_for(var, 8000, None)
        return
    with fresh_database(_server() or "", "news_desk_bench") as url:
        yield environment_for(var, 8000, url)


@contextmanager
def demo_site(kind: str, var: Path) -> Iterator[Environment]:
    """The same with the demo content and the static files."""
    with empty_site(kind, var) as environment:
        run(environment, "prepare", "database")
        run(environment, "prepare", "static")
        yield environment
