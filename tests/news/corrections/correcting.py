"""Correct an article, and read what readers are told."""

from __future__ import annotations

import datetime
import html
from typing import Any

from django.test import Client
from django.urls import reverse

from news.models import ArticlePage
from tests.news.deskwork import least

TODAY = datetime.date(2026, 12, 3)
WORDS = "An earlier version said nine libraries would close. It is seven."


def publish(article: ArticlePage, correction: str = WORDS, **changes: Any) -> ArticlePage:
    """Publish a new version with this correction."""
    version = ArticlePage.objects.get(pk=article.pk)
    version.correction = correction
    for name, value in changes.items():
        setattr(version, name, value)
    version.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def read(article: ArticlePage) -> str:
    """The page as readers get it."""
    return html.unescape(Client().get(article.url).content.decode())


def edit(article: ArticlePage) -> str:
    """Where it is edited."""
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def sent(article: ArticlePage, **changed: Any) -> dict[str, Any]:
    """What the editor's browser sends of this article."""
    return least(source=article.source_id, **changed)


def told(article: ArticlePage) -> list[str]:
    """The words of its corrections."""
    return [each.text for each in article.corrections.all()]
