"""Our apps' labels on the twin's own models."""

from __future__ import annotations

from django.apps import AppConfig


class TwinHomeConfig(AppConfig):
    """In place of `home`."""

    name = "tests.bench.twin.home"
    label = "home"


class TwinNewsConfig(AppConfig):
    """In place of `news`."""

    name = "tests.bench.twin.news"
    label = "news"
