"""The kinds of things a calendar shows, and what makes each of them cheap to find.

Each question is asked of the articles that a person may work on and that pass the filters. It
answers with rows of the same columns, only the first few of each day, and how many there are on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Window,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, RowNumber, TruncDate
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from news.overview.pending import approved_versions
from news.querysets import ArticleQuerySet

Row = Mapping[str, Any]

# Of drafts of articles that are public already. Their plans are kept in their versions only, which
# no index knows; nobody plans so many changes at a time.
MOST_PLANNED_CHANGES = 500


class Kind(TextChoices):
    """What happens, or happened, on a day."""

    SCHEDULED = "scheduled", _("Goes live")
    PLANNED = "planned", _("Planned draft")
    EMBARGO = "embargo", _("Embargo ends")
    EXPIRY = "expiry", _("Expires")
    PUBLISHED = "published", _("Published")

    @property
    def icon(self) -> str:
        """Wagtail's name of its icon."""
        return {
            Kind.SCHEDULED: "time",
            Kind.PLANNED: "draft",
            Kind.EMBARGO: "lock",
            Kind.EXPIRY: "no-view",
            Kind.PUBLISHED: "check",
        }[self]


@dataclass(frozen=True)
class Span:
    """Days in a row, in the site's time zone, and how many things are wanted of each."""

    first: datetime.date
    last: datetime.date
    most: int

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """From the first moment of the first day to the last of the last."""
        zone = timezone.get_default_timezone()
        after = self.last + datetime.timedelta(days=1)
        begin, end = (
            datetime.datetime.combine(day, datetime.time.min, zone) for day in (self.first, after)
        )
        return begin, end - datetime.timedelta(microseconds=1)


def rows_of(kind: Kind, articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    """The first things of this kind on each day of the span.

    Each row has `key` (the article's), `headline`, `moment` (or None), `day`, `of` (how many there
    are on that day) and `version` (the key of the revision it is about, or None).
    """
    match kind:
        case Kind.SCHEDULED:
            return _scheduled(articles, span)
        case Kind.PLANNED:
            if span.moments[1] <= timezone.now():
                return []  # What was not approved by then is no plan any more.
            return [*_planned_articles(articles, span), *_planned_changes(articles, span)]
        case Kind.EMBARGO:
            return _embargoed(articles, span)
        case Kind.EXPIRY:
            return _expiring(articles, span)
        case Kind.PUBLISHED:
            return _published(articles, span)


def _scheduled(articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    approved = approved_versions().filter(approved_go_live_at__range=span.moments)
    known = approved.annotate(key=Cast("object_id", BigIntegerField())).filter(
        Exists(articles.filter(pk=OuterRef("key")))
    )
    return _first_of_each_day(
        known.annotate(headline=F("object_str"), version=F("pk")), F("approved_go_live_at"), span
    )


def _planned_articles(articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    """Drafts of what is not public, which nobody has approved yet."""
    approved = approved_versions().filter(object_id=Cast(OuterRef("pk"), CharField()))
    planned = articles.filter(
        ~Exists(approved),
        live=False,
        go_live_at__range=span.moments,
        go_live_at__gt=timezone.now(),
    )
    return _first_of_each_day(_of_articles(planned), F("go_live_at"), span)


def _planned_changes(articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    begin, end = (moment.astimezone(datetime.UTC) for moment in span.moments)
    written = KeyTextTransform("go_live_at", F("latest_revision__content"))
    changed = articles.filter(
        live=True, has_unpublished_changes=True, latest_revision__approved_go_live_at=None
    ).annotate(planned=Cast(written, CharField()))
    # As JSON has them, moments are text; a day more on either side and the rest is told exactly.
    margin = datetime.timedelta(days=1)
    near = changed.filter(
        planned__gte=(begin - margin).date().isoformat(),
        planned__lte=(end + 2 * margin).date().isoformat(),
    )
    rows = _of_articles(near).values("key", "headline", "version", "planned")[:MOST_PLANNED_CHANGES]
    found = []
    for row in rows:
        moment = parse_datetime(row["planned"])
        if moment and max(begin, timezone.now()) <= moment <= end:
            local = timezone.localtime(moment, timezone.get_default_timezone())
            found.append({**row, "moment": moment, "day": local.date(), "of": 1})
    return found


def _embargoed(articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    """What may not be public before that moment, whether or not anything is planned for it."""
    embargoed = articles.filter(live=False, embargoed_until__range=span.moments)
    return _first_of_each_day(_of_articles(embargoed), F("embargoed_until"), span)


def _expiring(articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    """What is taken down by itself, or was."""
    expiring = articles.filter(Q(live=True) | Q(expired=True), expire_at__range=span.moments)
    return _first_of_each_day(_of_articles(expiring), F("expire_at"), span)


def _published(articles: ArticleQuerySet, span: Span) -> Iterable[Row]:
    """By the day under which readers find it."""
    shared = articles.filter(live=True).shared_between(span.first, span.last)
    return _first_of_each_day(
        _of_articles(shared, headline="title"), F("first_published_at"), span, day=F("shared_on")
    )


def _of_articles(articles: ArticleQuerySet, headline: str = "draft_title") -> ArticleQuerySet:
    return articles.annotate(key=F("pk"), headline=F(headline), version=F("latest_revision"))


def _first_of_each_day(
    things: QuerySet[Any], moment: F, span: Span, *, day: F | None = None
) -> Iterable[Row]:
    day_of = day or TruncDate(moment, tzinfo=timezone.get_default_timezone())
    counted = things.order_by().annotate(
        moment=moment,
        day=day_of,
        number=Window(RowNumber(), partition_by=day_of, order_by=[moment.asc(), F("pk").asc()]),
        of=Window(Count("pk"), partition_by=day_of),
    )
    return counted.filter(number__lte=span.most).values(
        "key", "headline", "moment", "day", "of", "version"
    )
