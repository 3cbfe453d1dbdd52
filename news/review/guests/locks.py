"""Keep an article as it is for the length of a transaction."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from news.models import ArticlePage, Authorship


class BeingSavedError(Exception):
    """Somebody saved the article in the very moment; the same thing can be tried again."""

    def __str__(self) -> str:
        """What people are told."""
        return _("Somebody is just saving the article. Please try again.")


def lock_article(key: int) -> ArticlePage:
    """Lock an article, its newest version and its review; return it as it is in the database.

    In the order in which an article is saved: version, authorship, page, workflow. Two who lock in
    different orders would wait for each other until the database ends one of them. On SQLite the
    transaction itself keeps everybody else from writing. Raises BeingSavedError where a newer
    version came in between, which could only be locked out of this order.
    """
    pages = Page.objects.filter(pk=key).values_list("latest_revision", flat=True)
    newest = pages.get()
    revision = Revision.objects.select_for_update().get(pk=newest)
    authorships = Authorship.objects.filter(page_id=key).order_by("pk")
    list(authorships.select_for_update().values_list("pk"))
    if pages.select_for_update().get() != newest:
        raise BeingSavedError
    article = ArticlePage.objects.get(pk=key)
    article.latest_revision = revision
    states = WorkflowState.objects.active().for_instance(article).order_by("pk")
    keys = list(states.select_for_update().values_list("pk", flat=True))
    tasks = TaskState.objects.filter(workflow_state__in=keys).order_by("pk")
    list(tasks.select_for_update().values_list("pk"))
    return article
