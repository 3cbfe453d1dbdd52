"""What the SQLite database says of itself, read without Django."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote


def migrations_recorded(path: Path) -> str | None:
    """Return a hash of the record of applied migrations; None without a database or record.

    The record carries the time each was applied, so it tells one database from another: a file
    that was deleted, restored from a backup or swapped for another site's has a different one.
    """
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            rows = connection.execute(
                "SELECT app, name, applied FROM django_migrations ORDER BY id"
            ).fetchall()
    except sqlite3.Error:
        return None
    return hashlib.sha256(repr(rows).encode()).hexdigest() if rows else None
