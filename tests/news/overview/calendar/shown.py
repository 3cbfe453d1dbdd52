"""What the calendar shows."""

from __future__ import annotations

import html
from typing import Any

from django.test import Client

CALENDAR = "/admin/news/calendar/"


def cells(client: Client, **query: Any) -> dict[str, list[str]]:
    """What stands in the calendar, by day: kind, time and headline."""
    response = client.get(CALENDAR, query)
    assert response.status_code == 200
    days = [day for week in response.context["weeks"] for day in week]
    return {
        day.date.isoformat(): [f"{e.kind} {e.time} {e.title}" for e in day.entries]
        for day in days
        if day.entries
    }


def page_of(client: Client, **query: Any) -> str:
    """The calendar as a browser shows it."""
    return html.unescape(client.get(CALENDAR, query).content.decode())
