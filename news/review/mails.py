"""Mails about reviews, in the site's words instead of Wagtail's: submitted, approved, sent back.

Each is sent by the worker, one task a recipient, if and only if what it tells of has happened.
People choose in their account which of them they want (Wagtail's notification preferences).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.users.models import UserProfile

from core import mails as core_mails
from members.models import User
from news.addresses import edit_url
from news.review import four_eyes

if TYPE_CHECKING:
    from news.models import ArticlePage

# What is told, by the name of Wagtail's preference for it.
SUBMITTED, APPROVED, SENT_BACK = "submitted", "approved", "rejected"


def tell_reviewers(instance: TaskState, user: User | None = None, **_kwargs: Any) -> None:
    """A step of a review begins: tell those who may decide, but not who submitted."""
    _have_sent(SUBMITTED, instance, _reviewers(instance), user)


def tell_writer_of_approval(instance: WorkflowState, user: User | None = None, **_k: Any) -> None:
    """A review ended well: tell who submitted, unless they approved it themselves."""
    if instance.status == WorkflowState.STATUS_APPROVED:
        _tell_writer(APPROVED, instance, user)


def tell_writer_of_return(instance: WorkflowState, user: User | None = None, **_k: Any) -> None:
    """A reviewer sent the article back: tell who submitted it."""
    _tell_writer(SENT_BACK, instance, user)


def tell_nobody(**_kwargs: Any) -> None:
    """Wagtail also tells all superusers that a review began; its reviewers know already."""


# Under Wagtail's own names, before it connects its own: the first of a name stays connected.
task_submitted.connect(
    tell_reviewers,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
workflow_submitted.connect(
    tell_nobody, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
)
workflow_approved.connect(
    tell_writer_of_approval,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
workflow_rejected.connect(
    tell_writer_of_return,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)


def send(kind: str, task_state_id: int, account_id: int) -> bool:
    """Write and send one mail; whether there was still something to tell and somebody to tell it.

    Raises what the mail server's refusal raises.
    """
    task_state = TaskState.objects.filter(pk=task_state_id).first()
    recipient = User.objects.filter(pk=account_id, is_active=True).first()
    page = task_state and task_state.workflow_state.content_object
    if recipient is None or page is None:
        return False
    with translation.override(UserProfile.get_for_user(recipient).get_preferred_language()):
        _write(kind, task_state.specific, page.specific, recipient)
    return True


def _write(kind: str, task_state: TaskState, page: ArticlePage, recipient: User) -> None:
    title = page.get_admin_display_title()
    subjects = {
        SUBMITTED: _("Please review: %(title)s"),
        APPROVED: _("Approved: %(title)s"),
        SENT_BACK: _("Sent back to you: %(title)s"),
    }
    account_url = get_admin_base_url() + reverse("wagtailadmin_account")
    context = {
        "page": page,
        "title": title,
        "recipient": recipient,
        "writer": task_state.workflow_state.requested_by,
        "reviewer": task_state.finished_by,
        "task": task_state.task.specific,
        "comment": task_state.get_comment(),
        "scheduled": page.scheduled_revision,
        "edit_url": get_admin_base_url() + edit_url(page.pk),
        "preferences_url": f"{account_url}#tab-notifications",
    }
    subject = subjects[kind] % {"title": title}
    template = f"news/email/review_{kind}.txt"
    core_mails.send(recipient.email, subject, template, context, site=page.get_site())


def _tell_writer(kind: str, workflow_state: WorkflowState, user: User | None) -> None:
    writers = User.objects.filter(pk=workflow_state.requested_by_id)
    _have_sent(kind, workflow_state.current_task_state, writers, user)


def _reviewers(task_state: TaskState) -> QuerySet[User]:
    """Who may approve the step; where nobody of its groups may, the superusers."""
    groups = getattr(task_state.task.specific, "groups", None)
    page = task_state.workflow_state.content_object
    authors = four_eyes.authors_of(page) if four_eyes.is_required() else set()
    others = User.objects.exclude(pk__in=authors).filter(is_active=True)
    named = others.filter(groups__in=groups.all()).distinct() if groups else others.none()
    return named if named.exists() else others.filter(is_superuser=True)


def _have_sent(
    kind: str, task_state: TaskState, people: QuerySet[User], actor: User | None
) -> None:
    """Give the worker a mail to each of these people who wants it, but for who acted."""
    from news.tasks import send_review_mail  # It imports this module.

    no_preference = Q(wagtail_userprofile=None)
    wanted = Q(**{f"wagtail_userprofile__{kind}_notifications": True})
    for account_id in people.filter(no_preference | wanted).values_list("pk", flat=True):
        if actor is None or account_id != actor.pk:
            send_review_mail.enqueue(kind, task_state.pk, account_id)
