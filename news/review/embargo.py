"""Embargoes: a version that is under one is not made public before its time, by nobody."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moments import in_words

if TYPE_CHECKING:
    from news.models import ArticlePage


class EmbargoError(PermissionDenied):
    """A version was about to be public before its embargo ends; the message is for people."""


def is_under_embargo(article: ArticlePage, at: datetime.datetime | None = None) -> bool:
    """Whether this version must not be public at a moment; now, if none is named."""
    until = article.embargoed_until
    return until is not None and (at or timezone.now()) < until


def public_from(article: ArticlePage) -> datetime.datetime:
    """When this version would be public if it were published now."""
    now = timezone.now()
    return max(article.go_live_at or now, now)


def check(article: ArticlePage, at: datetime.datetime) -> None:
    """Raise EmbargoError where the version would be public at a moment before its embargo ends."""
    if is_under_embargo(article, at):
        raise EmbargoError(refusal(article))


def refusal(article: ArticlePage) -> str:
    """Why the article was not published, and what was kept."""
    return _(
        "“%(title)s” was not published: it is under embargo until %(until)s and is kept as a "
        "draft. It can be scheduled for that moment or later."
    ) % {"title": article.get_admin_display_title(), "until": end_in_words(article)}


def end_in_words(article: ArticlePage) -> str:
    """When the embargo ends, in local time."""
    assert article.embargoed_until  # noqa: S101 -- asked only of what has one
    return in_words(article.embargoed_until)
