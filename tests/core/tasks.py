"""Tasks for tests of what frees them; their paths are in the rows of the queue."""

from __future__ import annotations

from django_tasks import task


@task(backend="jobs")
def double(number: int) -> int:
    """Twice the number."""
    return 2 * number
