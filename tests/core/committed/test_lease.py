"""Two processes ask for a free role at the same moment."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet

from core.models import Lease

from .conftest import Elsewhere


def test_who_comes_second_at_the_same_moment_does_not_get_the_role(
    monkeypatch: pytest.MonkeyPatch, elsewhere: Elsewhere
) -> None:
    """Neither found a row to take over; the database lets only one of them make one."""
    update = QuerySet.update
    others: list[bool] = []

    def be_overtaken(rows: QuerySet[Any], **changes: Any) -> int:
        changed = update(rows, **changes)
        monkeypatch.undo()
        others.append(elsewhere(lambda: Lease.take("scheduler", "the other", 30)))
        return changed

    monkeypatch.setattr(QuerySet, "update", be_overtaken)

    assert not Lease.take("scheduler", "one", 30)
    assert others == [True]
    assert Lease.objects.get().holder == "the other"
