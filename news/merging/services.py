"""Merge sources, or topics: all articles of the one are the other's from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from core.memory import forget
from news.merging.log_actions import MERGED
from news.merging.usage import links_to
from news.models import ArticlePage, FormerSource, FormerTopic, Source, Topic
from news.reindex import FIELDS, reindex_articles


class MergeError(Exception):
    """Why nothing was merged, in words for people."""


@dataclass(frozen=True)
class Merged:
    """What was merged: how many sources or topics, and how many articles followed."""

    names: list[str]
    articles: int


@transaction.atomic
def merge(kept: Source | Topic, others: Sequence[Source | Topic], user: Any = None) -> Merged:
    """Merge the others into the one that is kept; they are gone after that.

    A few statements, whatever the number of articles. Versions of articles are not touched: they
    find what became of the others when they are opened (news.merging.succession). Raises MergeError
    where one of them is the one kept, or is gone already.
    """
    kind = type(kept)
    keys = {each.pk for each in others}
    locked = kind._default_manager.select_for_update().filter(pk__in={kept.pk, *keys})
    found = {each.pk: each for each in locked.order_by("pk")}
    if not keys or kept.pk in keys or len(found) != len(keys) + 1:
        raise MergeError(_("They have changed meanwhile. Please choose again what to merge."))
    number = 0
    gone = [found[key] for key in sorted(keys)]
    for other in gone:
        number += _lead_articles(other, kept)
        _lead_references(other, kept)
        _remember_former(other, kept)
        log(other, "wagtail.delete", user=user, deleted=True)
        other.delete()
    names = [other.name for other in gone]
    log(kept, MERGED, user=user, data={"names": names, "articles": number})
    reindex_articles.enqueue(FIELDS[kind], kept.pk)
    forget()
    return Merged(names, number)


def _lead_articles(other: Source | Topic, kept: Source | Topic) -> int:
    """Give the articles of the one to the other; returns how many."""
    if isinstance(other, Source):
        return ArticlePage.objects.filter(source=other).update(source=kept)
    links = links_to(Topic)
    both = links.filter(articlepage_id=OuterRef("articlepage_id"), topic=kept)
    # Those that have both keep the one they have.
    number = links.filter(topic=other).filter(~Exists(both)).update(topic=kept)
    rest, _by_model = links.filter(topic=other).delete()
    return number + rest


def _lead_references(other: Source | Topic, kept: Source | Topic) -> None:
    """Wagtail's index of what is used where; it knows of sources alone."""
    old = ReferenceIndex.get_references_to(other)
    same = ReferenceIndex.get_references_to(kept).filter(
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        content_path_hash=OuterRef("content_path_hash"),
    )
    old.filter(~Exists(same)).update(to_object_id=str(kept.pk))


def _remember_former(other: Source | Topic, kept: Source | Topic) -> None:
    former = FormerSource if isinstance(other, Source) else FormerTopic
    # What was merged into it before goes on with it.
    former.objects.filter(into=other.pk).update(into=kept.pk)
    former.objects.create(into_id=kept.pk, key=other.pk, name=other.name, slug=other.slug)
