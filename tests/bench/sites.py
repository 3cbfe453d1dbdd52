"""Sites made for a measurement, on SQLite and on PostgreSQL, and gone after it."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.prepared import run
from tests.e2e.site import environment_for
from tests.kept import CHECKOUT
from tests.postgresql import fresh_database, server_that_answers

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
Environment = dict[str, str]

# Filling a site with many articles takes minutes; on SQLite it is one file that can be kept.
KEPT = Path(os.environ.get("VAR_DIR") or CHECKOUT / "var") / "bench"
MADE_OF = (
    *("news/bulk/*.py", "news/models/*.py", "*/migrations/*.py"),
    *("core/plain_text.py", "tests/bench/dataset.py"),
)


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


@contextmanager
def filled_site(kind: str, var: Path, articles: int) -> Iterator[Environment]:
    """A site with so many made-up articles, and the static files."""
    with empty_site(kind, var) as environment:
        kept = _kept(articles) if kind == SQLITE else None
        if kept and kept.exists():
            shutil.copy(kept, var / "db.sqlite3")
        else:
            start(environment, "-m", "tests.bench.dataset", str(articles))
        if kept and not kept.exists():
            _keep(var / "db.sqlite3", kept)
        run(environment, "prepare", "static")
        yield environment


def start(environment: Environment, *arguments: str) -> None:
    """Run Python in the site's environment to its end."""
    subprocess.run([sys.executable, *arguments], cwd=CHECKOUT, env=environment, check=True)


def _kept(articles: int) -> Path:
    """Where a SQLite site of this size is kept, by what it was made of."""
    digest = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(CHECKOUT.glob(pattern)):
            digest.update(path.read_bytes())
    return KEPT / f"{articles}-{digest.hexdigest()[:12]}.sqlite3"


def _keep(database: Path, kept: Path) -> None:
    """Keep a copy, and no older ones of the same size."""
    number = kept.name.partition("-")[0]
    for older in KEPT.glob(f"{number}-*.sqlite3"):
        older.unlink()
    KEPT.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(database) as source, sqlite3.connect(kept) as target:
        source.backup(target)
    target.close()
    source.close()
