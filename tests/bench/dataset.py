"""Fill the empty site of the environment: `python -m tests.bench.dataset 100000`.

Beside what `make_articles` makes there are two topics whose pages can be compared whatever number
of articles there is: one that half of all articles are about, and one that only twenty are about,
spread over all years.
"""

from __future__ import annotations

import sys

COMMON, RARE = "Half of everything", "Hardly anything"
ARTICLES_ON_RARE = 20


def fill(number: int) -> None:
    """Tables, so many articles, and the two topics."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("make_articles", number, verbosity=0)
    add_topic(COMMON, 2)
    add_topic(RARE, number // ARTICLES_ON_RARE)
    _tell_planner()


def add_topic(name: str, every: int) -> None:
    """A topic on every so-manyth article."""
    from news.models import ArticlePage, Topic

    topic = Topic.objects.create(name=name)
    link = ArticlePage.topics.through
    keys = ArticlePage.objects.order_by("pk").values_list("pk", flat=True)
    link.objects.bulk_create(
        (link(articlepage_id=key, topic=topic) for key in keys[::every]), batch_size=1000
    )


def _tell_planner() -> None:
    """PostgreSQL looks at new rows by itself a minute later; on SQLite nobody ever does."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    import django

    django.setup()
    fill(int(sys.argv[1]))
