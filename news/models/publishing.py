"""What the desk remembers of how its articles become public."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.log_actions import log
from wagtail.models import TaskState

from news.review.log_actions import RULE_OFF, RULE_ON


@register_setting(icon="view")
class Publishing(BaseGenericSetting):
    """The association's rules for making articles public."""

    four_eyes = models.BooleanField(
        _("four-eyes rule"),
        default=False,
        help_text=_(
            "Nobody makes an article public that they wrote or edited since it was last public; "
            "somebody else has to look at it and publish it. Superusers may, with a reason that "
            "stands in the article's history."
        ),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("four_eyes")]

    class Meta:
        verbose_name = _("publishing")

    def __str__(self) -> str:
        return str(_("Rules for publishing"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note in the audit log when the rule is switched on or off."""
        stored = type(self)._default_manager.filter(pk=self.pk)
        was_on = stored.values_list("four_eyes", flat=True).first() or False
        super().save(*args, **kwargs)
        if was_on != self.four_eyes:
            log(self, RULE_ON if self.four_eyes else RULE_OFF)


class Authorship(models.Model):
    """That an account wrote or edited what is not public yet of an article.

    Kept beside the revisions, because they do not tell: publishing without a change makes a
    revision, and an open editor rewrites one in place. The account's deletion deletes this as well;
    nobody can sign in with it any more.
    """

    page = models.ForeignKey(
        "news.ArticlePage", on_delete=models.CASCADE, related_name="authorships"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    wrote_at = models.DateTimeField(_("wrote last at"))

    class Meta:
        verbose_name = _("authorship")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("page", "account", name="one_authorship_of_page_and_account")
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.page_id}"


class ReviewedContent(models.Model):
    """That this content is what a step of a review is about.

    Without an account it was there when the step began; with one, the reviewer had it on screen.
    """

    task_state = models.ForeignKey(
        TaskState, on_delete=models.CASCADE, related_name="reviewed_content"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    content_hash = models.CharField(_("content hash"), max_length=64)

    class Meta:
        verbose_name = _("reviewed content")

    def __str__(self) -> str:
        return f"{self.task_state_id}: {self.content_hash[:12]}"
