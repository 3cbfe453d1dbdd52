"""Move articles from one day to another, as the calendar's form does."""

from __future__ import annotations

import datetime
import html
from typing import Any

from django.test import Client
from django.urls import reverse

from news.models import ArticlePage
from news.overview.calendar.kinds import Kind
from news.overview.calendar.moving import Plan
from tests.news.overview.calendar.shown import CALENDAR


def plan_of(article: ArticlePage, kind: Kind = Kind.SCHEDULED) -> Plan:
    """What somebody sees of it in the calendar."""
    revision = article.scheduled_revision if kind is Kind.SCHEDULED else article.latest_revision
    assert revision
    moment = datetime.datetime.fromisoformat(revision.content["go_live_at"])
    return Plan(article.pk, kind, revision.pk, moment)


def sent(plan: Plan, to: datetime.datetime, **changed: Any) -> dict[str, Any]:
    """What the browser sends of the form."""
    return {
        "kind": plan.kind,
        "version": plan.version,
        "moment": plan.moment.isoformat(),
        "day": to.date().isoformat(),
        "time": to.strftime("%H:%M"),
        "next": f"{CALENDAR}?month=2026-12",
        **changed,
    }


def post(client: Client, plan: Plan, to: datetime.datetime, **changed: Any) -> str:
    """Press the button; returns what the calendar says then."""
    address = reverse("news_calendar:move", args=[plan.article])
    response = client.post(address, sent(plan, to, **changed), follow=True)
    return html.unescape(response.content.decode())
