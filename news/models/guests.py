"""Who was asked to look at an article without having an account."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tokens import HASH_LENGTH, hash_of_token

if TYPE_CHECKING:
    from news.models.articles import ArticlePage

LASTS = datetime.timedelta(days=14)


def _end() -> datetime.datetime:
    return timezone.now() + LASTS


class Decision(models.TextChoices):
    """What a reviewer may decide."""

    APPROVE = "approve", _("Approve")
    CHANGES = "changes", _("Ask for changes")


class GuestInvitationQuerySet(models.QuerySet["GuestInvitation"]):
    """Invitations."""

    def undecided(self) -> Self:
        """Those neither decided nor revoked; some of them may have expired."""
        return self.filter(decided_at=None, revoked_at=None)

    def with_token(self, token: str) -> Self:
        """The one whose link holds this token, if there is one."""
        return self.filter(token_hash=hash_of_token(token))


class GuestInvitation(models.Model):
    """One reviewer, asked by e-mail to decide one task about one content of an article.

    The content is kept here: autosave rewrites a revision in place, so that a revision's number
    names no version. Of the link's token and of the code only hashes are kept.
    """

    article = models.ForeignKey(
        "news.ArticlePage", on_delete=models.CASCADE, related_name="guest_invitations"
    )
    task_state = models.ForeignKey(
        "wagtailcore.TaskState", on_delete=models.CASCADE, related_name="guest_invitations"
    )
    address = models.EmailField(_("e-mail address"))
    note = models.TextField(_("note"), max_length=1000, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), default=_end)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    content_hash = models.CharField(max_length=HASH_LENGTH)

    code_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    decision = models.CharField(
        _("decision"), max_length=7, choices=Decision.choices, blank=True, default=""
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = GuestInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation without an account")
        verbose_name_plural = _("invitations without an account")
        ordering: ClassVar[list[str]] = ["-invited_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "task_state",
                condition=models.Q(decided_at=None, revoked_at=None),
                name="one_undecided_invitation",
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def inviter(self) -> str:
        """The name of whoever invited, for the reviewer; empty where the account is gone."""
        return str(self.invited_by or "")

    def frozen_article(self) -> ArticlePage:
        """The article as it was when the reviewer was asked. Not to be saved."""
        frozen: ArticlePage = self.article.with_content_json(self.content)
        return frozen
