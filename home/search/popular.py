"""What people search for: counted without names, and told to editors only once many do.

Words somebody typed may be anything, also a name or what was meant for another window. So what is
counted is shown to nobody until it was searched for MANY times on DIFFERENT_DAYS days; then it goes
to where Wagtail's own screens read it (search_promotions: "Search terms", and the chooser of words
for promoted results).
"""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db.models import Count, Sum
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits

from core.counters import BatchedCounter
from core.scheduling import hourly_duty
from core.search import Words
from home.models import SearchCount

MANY = 5
DIFFERENT_DAYS = 3
KEPT = datetime.timedelta(days=90)
# What nobody asked a second time: the table has an end, and one visitor could fill it with these.
KEPT_ONCE = datetime.timedelta(days=7)
LONGEST = 100

searches = BatchedCounter("home.SearchCount", count="hits", most_rows=100_000)


def count_search(words: Words) -> None:
    """Count that somebody searched for this, in whatever way they typed it."""
    text = words.normal[:LONGEST].strip()
    if text:
        searches.add(day=timezone.localdate(), words=text)


@hourly_duty
def tell_popular_searches() -> int:
    """Let editors know what is searched for often; forget what is older than KEPT.

    Wagtail's rows are set to what was counted, so that doing it twice changes nothing.
    """
    today = timezone.localdate()
    oldest = today - KEPT
    SearchCount.objects.filter(day__lt=oldest).delete()
    asked_again = (
        SearchCount.objects.values("words").annotate(total=Sum("hits")).filter(total__gt=1)
    )
    SearchCount.objects.filter(day__lt=today - KEPT_ONCE).exclude(
        words__in=asked_again.values("words")
    ).delete()
    QueryDailyHits.objects.filter(date__lt=oldest).delete()
    popular = (
        SearchCount.objects.values("words")
        .annotate(total=Sum("hits"), days=Count("day"))
        .filter(total__gte=MANY, days__gte=DIFFERENT_DAYS)
        .values("words")
    )
    counts: dict[str, dict[datetime.date, int]] = defaultdict(dict)
    for count in SearchCount.objects.filter(words__in=popular):
        counts[count.words][count.day] = count.hits
    changed = _tell(counts)
    Query.garbage_collect()
    return changed


def _tell(counts: dict[str, dict[datetime.date, int]]) -> int:
    # In bulk, and so without the signals upon which promoted results are read anew.
    Query.objects.bulk_create(
        [Query(query_string=words) for words in counts], ignore_conflicts=True
    )
    keys = dict(Query.objects.filter(query_string__in=counts).values_list("query_string", "pk"))
    told = {
        (query, date): hits
        for query, date, hits in QueryDailyHits.objects.filter(query__in=keys.values()).values_list(
            "query", "date", "hits"
        )
    }
    new = [
        QueryDailyHits(query_id=keys[words], date=day, hits=hits)
        for words, days in counts.items()
        for day, hits in days.items()
        if told.get((keys[words], day)) != hits
    ]
    QueryDailyHits.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["query", "date"], update_fields=["hits"]
    )
    return len(new)
