"""Changes here are committed, since other processes have to see them."""

from tests.core.committed.conftest import _committing, db

__all__ = ["_committing", "db"]
