"""What two do at once is committed, so that each is seen by the other's connection."""

from __future__ import annotations

from tests.core.committed.conftest import _committing, db

__all__ = ["_committing", "db"]
