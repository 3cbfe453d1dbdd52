"""Where sources and topics are used: by articles as they are, and by versions not public yet."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Revision

from news.merging.succession import source_now, topics_now
from news.models import ArticlePage, Source, Topic

Kind = type[Source] | type[Topic]


def with_numbers(named: QuerySet[Any]) -> QuerySet[Any]:
    """Sources or topics with the `number` of their articles, drafts as well.

    Asked for each row on its own: a list shows some fifty.
    """
    articles = links_to(named.model)
    column = link_column(named.model)
    counted = articles.filter(**{column: OuterRef("pk")}).order_by().values(column)
    number = Subquery(counted.annotate(number=Count("*")).values("number"))
    return named.annotate(number=Coalesce(number, 0))


def links_to(kind: Kind) -> QuerySet[Any]:
    """The rows that say which article has which source or topic."""
    if kind is Source:
        return ArticlePage.objects.all()
    return ArticlePage.topics.through.objects.all()


def link_column(kind: Kind) -> str:
    """The column of those rows that names the source or topic."""
    return "source_id" if kind is Source else "topic_id"


def named_in_drafts(kind: Kind) -> Counter[int]:
    """By key, how many articles name it in a version that is not public yet: edited or scheduled.

    Only these keys are read out of the versions, not their texts.
    """
    changed = ArticlePage.objects.filter(has_unpublished_changes=True).order_by()
    versions = Revision.objects.filter(
        Q(pk__in=changed.values("latest_revision_id")) | Q(approved_go_live_at__isnull=False),
        content_type=ContentType.objects.get_for_model(ArticlePage),
    ).order_by()
    if kind is Source:
        named = {
            (page, source_now(key))
            for page, key in versions.values_list("object_id", "content__source")
            if key
        }
    else:
        named = {
            (page, key)
            for page, keys in versions.values_list("object_id", "content__topics")
            for key in topics_now(keys or ())
        }
    return Counter(key for _page, key in named)


def is_named_in_drafts(instance: Source | Topic) -> bool:
    """Whether a version that is not public yet names it."""
    return instance.pk in named_in_drafts(type(instance))


def unused(named: QuerySet[Any]) -> QuerySet[Any]:
    """Those that no article and no version has."""
    links = links_to(named.model).filter(**{link_column(named.model): OuterRef("pk")})
    return named.filter(~Exists(links)).exclude(pk__in=list(named_in_drafts(named.model)))
