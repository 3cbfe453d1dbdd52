"""A migrated SQLite database, kept from one run of the tests to the next: migrating takes long.

Known by a digest of all that migrations depend on, so that none of a former state is ever used.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from django.db import connection

from tests import kept
from tests.kept import CACHE, CHECKOUT

# What migrations of ours, and those of the packages, read beside themselves.
READ_BY_MIGRATIONS = ("members/rights.py", "site_project/settings/base.py", "requirements.txt")


def kept_database() -> Path | None:
    """Where the migrated database is kept, or is to be; None on another database than SQLite."""
    return place() if connection.vendor == "sqlite" else None


def place() -> Path:
    """Where the migrated SQLite database is kept, or is to be."""
    made_of = [
        *sorted(CHECKOUT.glob("*/migrations/*.py")),
        *map(CHECKOUT.joinpath, READ_BY_MIGRATIONS),
    ]
    return kept.place("migrated", made_of, ".sqlite3")


def fetch(database: Path) -> None:
    """Begin with the kept database instead of an empty one."""
    test_settings: dict[str, Any] = connection.settings_dict["TEST"]
    shutil.copyfile(database, test_settings["NAME"])


def keep(database: Path) -> None:
    """Keep the database as it is now, in place of those of former states."""
    CACHE.mkdir(exist_ok=True)
    own = database.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(own)])
    for former in CACHE.glob("migrated-*.sqlite3"):
        former.unlink(missing_ok=True)
    own.replace(database)
