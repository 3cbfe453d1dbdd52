"""A member's own feed: the articles that this member may read, at a secret address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tokens import HASH_LENGTH, hash_of_token, new_token

if TYPE_CHECKING:
    from members.models import User


class PersonalFeedQuerySet(models.QuerySet["PersonalFeed"]):
    """Feeds of members."""

    def make_for(self, account: User) -> str:
        """Give the account a new secret address in place of any it had; returns its token."""
        token = new_token()
        self.update_or_create(
            account=account,
            defaults={"token_hash": hash_of_token(token), "made_at": timezone.now()},
        )
        return token

    def with_token(self, token: str) -> Self:
        """The one whose address holds this token, if its account may still sign in."""
        return self.filter(token_hash=hash_of_token(token), account__is_active=True)


class PersonalFeed(models.Model):
    """That an account has such an address. Of the address's token only a hash is kept."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="personal_feed"
    )
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    made_at = models.DateTimeField(_("made"))

    objects = PersonalFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal feed")
        verbose_name_plural = _("personal feeds")

    def __str__(self) -> str:
        return str(self.account)
