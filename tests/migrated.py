"""A migrated SQLite database, kept from one run of the tests to the next: migrating takes long.

Known by a digest of all that migrations depend on, so that none of a former state is ever used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from django.db import connection

CHECKOUT = Path(__file__).resolve().parent.parent
CACHE = CHECKOUT / ".pytest_cache"
# What migrations of ours, and those of the packages, read beside themselves.
READ_BY_MIGRATIONS = ("members/rights.py", "site_project/settings/base.py", "requirements.txt")


def kept_database() -> Path | None:
    """Where the migrated database is kept, or is to be; None on another database than SQLite."""
    if connection.vendor != "sqlite":
        return None
    digest = hashlib.sha256()
    for file in [
        *sorted(CHECKOUT.glob("*/migrations/*.py")),
        *map(CHECKOUT.joinpath, READ_BY_MIGRATIONS),
    ]:
        digest.update(f"{file.relative_to(CHECKOUT)}\0".encode() + file.read_bytes())
    return CACHE / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def fetch(kept: Path) -> None:
    """Begin with the kept database instead of an empty one."""
    test_settings: dict[str, Any] = connection.settings_dict["TEST"]
    shutil.copyfile(kept, test_settings["NAME"])


def keep(kept: Path) -> None:
    """Keep the database as it is now, in place of those of former states."""
    CACHE.mkdir(exist_ok=True)
    own = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(own)])
    for former in CACHE.glob("migrated-*.sqlite3"):
        former.unlink(missing_ok=True)
    own.replace(kept)
