"""What is changed here is committed: another process has to see it."""

from tests.core.committed.conftest import _committing, db

__all__ = ["_committing", "db"]
