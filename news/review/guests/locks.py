"""Keep an article as it is for the length of a transaction."""

from __future__ import annotations

from wagtail.models import TaskState, WorkflowState

from core.locks import lock_pages
from news.models import ArticlePage


def lock_article(key: int) -> ArticlePage:
    """Lock an article with its versions, and its review; return it as it is in the database.

    Whoever writes a version locks the page first, so that the newest one stays the newest.
    """
    lock_pages([key])
    article = ArticlePage.objects.select_related("latest_revision").get(pk=key)
    states = WorkflowState.objects.active().for_instance(article).order_by("pk")
    keys = list(states.select_for_update().values_list("pk", flat=True))
    tasks = TaskState.objects.filter(workflow_state__in=keys).order_by("pk")
    list(tasks.select_for_update().values_list("pk"))
    return article
