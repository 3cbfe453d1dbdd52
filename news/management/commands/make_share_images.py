"""`manage.py make_share_images`: have the worker make the pictures that are missing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from news.models import ArticlePage
from news.tasks import share_image

BATCH = 500


class Command(BaseCommand):
    """Asks the worker only; it may be called at any time, and again."""

    help = (
        "Ask the worker to make the pictures that other sites show beside links to articles: those "
        "that are missing, for example after an import, or with --all also those that show an "
        "earlier name or logo."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether all are to be looked at."""
        parser.add_argument(
            "--all", action="store_true", help="also look whether existing ones are still right"
        )

    def handle(self, *, all: bool, verbosity: int, **options: Any) -> None:
        """Ask for each, the newest first."""
        articles = ArticlePage.objects.published().newest_first()
        if not all:
            articles = articles.filter(share_image__isnull=True)
        keys = list(articles.values_list("pk", flat=True))
        for first in range(0, len(keys), BATCH):
            with transaction.atomic():
                for key in keys[first : first + BATCH]:
                    share_image.enqueue(key)
        if verbosity:
            self.stdout.write(f"Pictures asked for: {len(keys)}")
