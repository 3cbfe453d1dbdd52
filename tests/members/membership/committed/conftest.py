"""These tests commit: what they do is done by several people at once."""

from tests.core.committed.conftest import _committing, db

__all__ = ["_committing", "db"]
