"""Count what a page asks the database, the way the budgets do."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, path: str, *, answer: int = 200) -> list[str]:
    """The SQL of a request on a warm process.

    The primary-key query by which a process asks whether what it remembers still holds is left out:
    a process makes it twice a second at most, whatever it serves.
    """
    for _ in range(2):  # the first request fills what a process remembers and makes renditions
        response = client.get(path)
        assert response.status_code == answer, (path, response.status_code)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [
        query["sql"]
        for query in captured.captured_queries
        if '"core_generation"' not in query["sql"]
    ]
