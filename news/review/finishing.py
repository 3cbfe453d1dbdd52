"""What happens when a review ends well (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail publishes the article's latest revision, whatever it says by then. Ours publishes what was
reviewed. The settings name this module, and Wagtail's models import it while they are being
loaded: it imports nothing that needs them at its top.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateparse import parse_datetime

if TYPE_CHECKING:
    from wagtail.models import Revision, WorkflowState

    from members.models import User


def publish_reviewed(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish what the last step of the review approved, at the end of its embargo if it has one.

    Raises ChangedSinceReviewError where the newest version says something else, and whatever
    publishing raises; the approval is then undone. A review that ends because its last step was
    done away with has approved nothing and publishes nothing.
    """
    from news.review.reviewed import check  # See above.

    task_state = workflow_state.current_task_state
    if task_state is None or task_state.status != task_state.STATUS_APPROVED:
        workflow_state.status = workflow_state.STATUS_CANCELLED
        workflow_state.save()
        return
    revision = workflow_state.content_object.get_latest_revision()
    check(task_state, revision, user)
    _wait_for_embargo(revision)
    revision.publish(user=user)


def _wait_for_embargo(revision: Revision) -> None:
    """Have a version that is under embargo go live when that ends, not before."""
    until = _time(revision, "embargoed_until")
    go_live_at = _time(revision, "go_live_at") or timezone.now()
    if until and until > timezone.now() and go_live_at < until:
        revision.content["go_live_at"] = revision.content["embargoed_until"]
        revision.save(update_fields=["content"])


def _time(revision: Revision, field: str) -> datetime.datetime | None:
    value = revision.content.get(field)
    return parse_datetime(value) if value else None
