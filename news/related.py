"""What to read after an article: the editor's picks, then what is near in subject and time."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from core.memory import remember
from members.access import audience_of
from news.rows import fetch_articles

if TYPE_CHECKING:
    from members.access import Reader
    from news.models import ArticlePage
    from news.querysets import ArticleQuerySet

RELATED = 4
# How far before and after the article to look, and how many to compare on each side.
NEAR = datetime.timedelta(days=365)
COMPARED = 30


@dataclass(frozen=True)
class Onward:
    """Where a reader can go from an article. Remembered: shared by all who may see the same."""

    related: tuple[ArticlePage, ...] = ()
    newer: ArticlePage | None = None
    older: ArticlePage | None = None


def onward_from(article: ArticlePage, reader: Reader) -> Onward:
    """What this reader may see after the article."""
    key = ("onward", article.pk, audience_of(reader))
    return remember(key, lambda: find_onward(article, reader))


def find_onward(article: ArticlePage, reader: Reader) -> Onward:
    """The same, looked up anew: for a preview, whose topics and picks are not saved yet."""
    if article.pk is None:
        return Onward()
    shown = article.__class__.objects.published().shown_to(reader).exclude(pk=article.pk)
    on_desk = shown.on_desk(article.desk)
    newer, older = _first(_after(article, on_desk)), _first(_before(article, on_desk))
    related = _picks(article, shown)
    related += [key for key in _kindred(article, on_desk) if key not in related]
    found = {
        each.pk: each
        for each in fetch_articles([*related[:RELATED], *(key for key in (newer, older) if key)])
    }
    return Onward(
        tuple(found[key] for key in related[:RELATED] if key in found),
        found.get(newer),
        found.get(older),
    )


def _picks(article: ArticlePage, shown: ArticleQuerySet) -> list[int]:
    picked = [pick.article_id for pick in article.related_picks.all()]
    seen = set(shown.filter(pk__in=picked).values_list("pk", flat=True))
    return [key for key in picked if key in seen]


def _kindred(article: ArticlePage, shown: ArticleQuerySet) -> list[int]:
    """Those with the most topics in common, then of the same source, then nearest in time."""
    topics = [topic.pk for topic in article.listed_topics]
    links = article.__class__.topics.through.objects.filter(topic_id__in=topics)
    kindred = Q(Exists(links.filter(articlepage_id=OuterRef("pk"))))
    if article.source_id:
        kindred |= Q(source_id=article.source_id)
    days = (article.shared_on - NEAR, article.shared_on + NEAR)
    near = shown.filter(kindred).shared_between(*days)
    columns = ("pk", "shared_on", "source_id")
    candidates = [
        *_before(article, near).values_list(*columns)[:COMPARED],
        *_after(article, near).values_list(*columns)[:COMPARED],
    ]
    keys = [key for key, *_ in candidates]
    shared = Counter(links.filter(articlepage_id__in=keys).values_list("articlepage_id", flat=True))

    def distance(candidate: tuple[Any, ...]) -> tuple[Any, ...]:
        key, shared_on, source_id = candidate
        return (-shared[key], source_id != article.source_id, abs(shared_on - article.shared_on))

    return [key for key, *_ in sorted(candidates, key=distance)]


def _before(article: ArticlePage, articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those after this one in the desk's list, next one first.

    Two conditions of which the first bounds the index; one with "or" would read all of it.
    """
    day = article.shared_on
    return (
        articles.filter(shared_on__lte=day)
        .exclude(shared_on=day, pk__gte=article.pk)
        .newest_first()
    )


def _after(article: ArticlePage, articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those before this one in the desk's list, next one first."""
    day = article.shared_on
    return (
        articles.filter(shared_on__gte=day)
        .exclude(shared_on=day, pk__lte=article.pk)
        .newest_first()
        .reverse()
    )


def _first(articles: ArticleQuerySet) -> int | None:
    return articles.values_list("pk", flat=True).first()
