"""A step of the desk's review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from core.locks import lock_pages

if TYPE_CHECKING:
    from members.models import User


class ReviewTask(AbstractGroupApprovalTask):
    """Somebody of certain groups looks at an article and approves it or sends it back.

    Where the four-eyes rule is on, whoever wrote the version may send it back but not approve it.
    """

    for_writers = models.TextField(
        _("for writers"),
        max_length=1000,
        blank=True,
        help_text=_("What writers should know before they submit; shown above the article's form."),
    )
    for_reviewers = models.TextField(
        _("for reviewers"),
        max_length=1000,
        blank=True,
        help_text=_("What reviewers look for; shown above the article's form and in their mail."),
    )

    admin_form_fields: ClassVar[list[str]] = [
        *AbstractGroupApprovalTask.admin_form_fields,
        "for_writers",
        "for_reviewers",
    ]
    admin_form_widgets: ClassVar[dict[str, Any]] = {
        **AbstractGroupApprovalTask.admin_form_widgets,
        "for_writers": forms.Textarea(attrs={"rows": 3}),
        "for_reviewers": forms.Textarea(attrs={"rows": 3}),
    }

    class Meta:
        verbose_name = _("review step")

    @classmethod
    def get_description(cls) -> str:
        """What administrators read who choose a kind of step."""
        return str(_("Members of certain groups read an article and approve it or send it back"))

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """What this person may do with the article: send it back, and approve it."""
        from news.review.four_eyes import may_make_public  # It knows the models.

        actions = super().get_actions(obj, user)
        words = {
            ("reject", True): _("Send back with a comment"),
            ("approve", False): _("Approve"),
            ("approve", True): _("Approve with a comment"),
        }
        may_approve = may_make_public(user, obj)
        return [
            (name, str(words.get((name, asks), label)), asks)
            for name, label, asks in actions
            if name != "approve" or may_approve
        ]

    def on_action(
        self, task_state: TaskState, user: User, action_name: str, **kwargs: Any
    ) -> str | None:
        """Do it, or return the address that says why an approval is not to be.

        Wagtail's views follow the address; what is raised here would be shown as a missing right.
        """
        from news.review.approval import obstacle_to_approval  # It knows the models.

        lock_pages([task_state.workflow_state.object_id])
        # Somebody else may have decided while the lock was waited for.
        task_state.refresh_from_db(fields=["status"])
        article = task_state.workflow_state.content_object
        if action_name == "approve" and obstacle_to_approval(article, task_state, user):
            return reverse("news_review:not_approved", args=[article.pk])
        super().on_action(task_state, user, action_name, **kwargs)
        return None
