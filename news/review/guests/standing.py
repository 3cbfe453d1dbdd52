"""What has become of an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from news.models import Decision
from news.review.content import content_hash
from news.review.guests.rules import still_allows

if TYPE_CHECKING:
    from news.models import GuestInvitation


class Standing(TextChoices):
    """Only what is open can be decided."""

    OPEN = "open", _("Waiting")
    APPROVED = "approved", _("Approved")
    CHANGES_ASKED = "changes_asked", _("Asked for changes")
    REVOKED = "revoked", _("Revoked")
    MOVED_ON = "moved_on", _("Decided otherwise")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("No longer allowed")
    CHANGED = "changed", _("Article changed since")


def standing_of(invitation: GuestInvitation) -> Standing:
    """What has become of the invitation, as the database has it now."""
    if invitation.decided_at:
        is_approved = invitation.decision == Decision.APPROVE
        return Standing.APPROVED if is_approved else Standing.CHANGES_ASKED
    if invitation.revoked_at:
        return Standing.REVOKED
    if not _is_at_its_task(invitation):
        return Standing.MOVED_ON
    if invitation.expires_at <= timezone.now():
        return Standing.EXPIRED
    if not still_allows(invitation):
        return Standing.WITHDRAWN
    if not _has_its_content(invitation):
        return Standing.CHANGED
    return Standing.OPEN


def _is_at_its_task(invitation: GuestInvitation) -> bool:
    """Whether the workflow still waits for this very pass of the task."""
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state=invitation.task_state_id,
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
    ).exists()


def _has_its_content(invitation: GuestInvitation) -> bool:
    """Whether the article's newest version says what the reviewer was asked about."""
    revision = invitation.article.latest_revision
    return revision is not None and content_hash(revision) == invitation.content_hash
