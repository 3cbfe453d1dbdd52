"""What a review is about: the content that was submitted, or that a reviewer had on screen.

A review approves content, and that content is published. Whatever was written to the article
meanwhile, by autosave into the same revision or by a colleague, is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.dispatch import receiver
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import task_submitted

from news.models import ReviewedContent
from news.review.content import content_hash

if TYPE_CHECKING:
    from members.models import User


class ChangedSinceReviewError(PermissionDenied):
    """An approval was about to publish what nobody reviewed; the message is for people."""


def record(task_state: TaskState, digest: str, account: User | None = None) -> None:
    """Note that this content is before a reviewer: everybody's, or this account's."""
    ReviewedContent.objects.get_or_create(
        task_state_id=task_state.pk, account=account, content_hash=digest
    )


def is_reviewed(task_state: TaskState, revision: Revision, account: User | None = None) -> bool:
    """Whether what the revision says now is what is before this reviewer at this step."""
    if account is not None and revision.user_id == account.pk:
        # Their own words, saved last.
        return True
    seen = ReviewedContent.objects.filter(
        Q(account=None) | Q(account=account),
        task_state_id=task_state.pk,
        content_hash=content_hash(revision),
    )
    return seen.exists()


def check(task_state: TaskState, revision: Revision, account: User | None = None) -> None:
    """Raise ChangedSinceReviewError where the revision says what this reviewer has not seen."""
    if not is_reviewed(task_state, revision, account):
        raise ChangedSinceReviewError(
            _(
                "“%(title)s” was not approved: it has been changed since it was submitted. Read it "
                "again in the editor, and approve it there."
            )
            % {"title": revision.object_str}
        )


@receiver(task_submitted, dispatch_uid="news.review.submitted")
def record_submitted(instance: TaskState, **_kwargs: Any) -> None:
    """A step of a review begins: it is about what the article says now."""
    record(instance, content_hash(instance.revision))


def record_what_is_on_screen(page: Page, account: User, sent: QueryDict) -> None:
    """Note that a reviewer who decides in the editor has the newest version before them.

    `sent` is the editor's form, which names the version it was opened with or saved last.
    """
    task_state = page.current_workflow_task_state
    latest = page.get_latest_revision()
    if task_state is None or latest is None:
        return
    saved_by_editor = sent.get("overwrite_revision_id") == str(latest.pk)
    opened_with = (sent.get("loaded_revision_id"), sent.get("loaded_revision_created_at"))
    if saved_by_editor or opened_with == (str(latest.pk), latest.created_at.isoformat()):
        record(task_state, content_hash(latest), account)
