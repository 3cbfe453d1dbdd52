"""Articles are found by the names of their topics and their source: also by new ones."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from django_tasks import task
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from news.models import ArticlePage, Source, Topic

# Indexed in one transaction; on SQLite nobody else can write meanwhile.
BATCH = 100

FIELDS: dict[type[Source] | type[Topic], str] = {Source: "source", Topic: "topics"}


@task(backend="jobs")
def reindex_articles(field: str, key: int) -> int:
    """Index all articles anew whose field names this source or topic; returns how many."""
    articles = ArticlePage.objects.filter(**{field: key}).order_by("pk")
    keys = iter(list(articles.values_list("pk", flat=True)))
    backend = get_search_backend()
    number = 0
    while batch := list(islice(keys, BATCH)):
        with transaction.atomic():
            found = ArticlePage.get_indexed_objects().in_bulk(batch)
            backend.add_bulk(ArticlePage, list(found.values()))
        number += len(batch)
    return number


@receiver(m2m_changed, sender=ArticlePage.topics.through, dispatch_uid="news.topics_changed")
def index_with_topics(instance: Any, action: str, **_kwargs: Any) -> None:
    """Wagtail indexes an article as soon as its row is saved, and its topics are saved after it."""
    if action.startswith("post_") and isinstance(instance, ArticlePage):
        insert_or_update_object(instance)


@receiver(pre_save, sender=Source, dispatch_uid="news.source_about_to_be_saved")
@receiver(pre_save, sender=Topic, dispatch_uid="news.topic_about_to_be_saved")
def note_name(sender: type[Source] | type[Topic], instance: Source | Topic, **_kwargs: Any) -> None:
    """Keep the name that articles are indexed by."""
    stored = sender.objects.filter(pk=instance.pk)
    instance.name_before = stored.values_list("name", flat=True).first()


@receiver(post_save, sender=Source, dispatch_uid="news.source_renamed")
@receiver(post_save, sender=Topic, dispatch_uid="news.topic_renamed")
def reindex_after_renaming(
    sender: type[Source] | type[Topic], instance: Source | Topic, created: bool, **_kwargs: Any
) -> None:
    """Have the worker do it: there may be thousands."""
    if not created and instance.name_before != instance.name:
        reindex_articles.enqueue(FIELDS[sender], instance.pk)
