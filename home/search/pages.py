"""Standard pages in the site's search."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from core.search import Searchable, register
from home.models import StandardPage

# For a page that was never published by way of the admin, and has no day.
NO_DAY = Value(datetime.date(1970, 1, 1), DateField())


def _rows(keys: Sequence[int]) -> dict[int, StandardPage]:
    return StandardPage.objects.defer_streamfields().in_bulk(keys)


def _texts(page: StandardPage) -> Iterator[str]:
    yield page.plain_text
    yield page.introduction


register(
    Searchable(
        model=StandardPage,
        kind=_("Page"),
        template="home/parts/search_result.html",
        day=Coalesce(TruncDate("last_published_at"), NO_DAY),
        rows=_rows,
        texts=_texts,
    )
)
