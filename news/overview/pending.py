"""What happens to articles next: what the clock publishes, what waits for somebody."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page, Revision, WorkflowState


def approved_versions() -> QuerySet[Revision]:
    """Versions of pages that go live by themselves, at their `approved_go_live_at`."""
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False)


def reviews() -> QuerySet[WorkflowState]:
    """Reviews of pages that wait for somebody's decision; those sent back wait for the writer."""
    return WorkflowState.objects.filter(
        base_content_type=Page().get_base_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
