"""`manage.py make_articles N`: a desk as full as a large association's, to test and measure."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from news.bulk import make_articles
from news.bulk.prose import MIDDLING, RARE, VERY_COMMON
from news.models import NewsDeskPage


class Command(BaseCommand):
    """Refuses on a real site, which it would fill with nonsense."""

    help = (
        "Add N invented articles to the first News Desk, the same ones each time; called again it "
        "adds N more. Of 100,000 articles, as good as all or most have the words "
        f"{', '.join(VERY_COMMON)}; about 5,000 each have {', '.join(MIDDLING)}; about 100 each "
        f"have {', '.join(RARE)}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, and how many of them are for members."""
        parser.add_argument("number", type=int, metavar="N", help="how many articles to add")
        parser.add_argument(
            "--restricted",
            type=int,
            default=0,
            metavar="EVERY",
            help="let only the group Members read every so-manyth article",
        )

    def handle(self, *, number: int, restricted: int, verbosity: int, **options: Any) -> None:
        """Make them in batches; what is made when it is interrupted stays."""
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError(
                "make_articles invents content and is for local sites only: these settings do not "
                "say DEMO_ALLOWED."
            )
        desk = NewsDeskPage.objects.order_by("path").first()
        if desk is None:
            raise CommandError("This site has no News Desk to add articles to.")
        if number < 1 or restricted < 0:
            raise CommandError("N is 1 or more, and EVERY not negative.")
        begun = time.monotonic()

        def report(made: int) -> None:
            if verbosity:
                self.stdout.write(
                    f"{made} articles, {made / (time.monotonic() - begun):.0f} a second"
                )

        make_articles(desk, number, restrict_every=restricted, report=report)
        _tell_planner()


def _tell_planner() -> None:
    """Have PostgreSQL look at the new rows now; by itself it does so about a minute later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
