"""What the read API tells of the home page and of standard pages."""

from __future__ import annotations

from wagtail.api import APIField

from core.api import expose
from core.api_fields import BodyHtml, Plain
from home.models import HomePage, StandardPage


def _fields() -> list[APIField]:
    return [
        APIField("introduction"),
        APIField("text", serializer=Plain(source="plain_text")),
        APIField("html", serializer=BodyHtml(source="*")),
    ]


expose(HomePage, _fields())
expose(StandardPage, _fields())
