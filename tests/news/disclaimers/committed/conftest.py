"""Tests whose changes are committed, as those of core."""

from tests.core.committed.conftest import (  # noqa: F401 -- fixtures are found by being here
    _committing,
    db,
)
