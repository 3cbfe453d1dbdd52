"""What every page that goes through the desk's review has."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext
from wagtail.models import Revision

from core.locks import lock_pages
from core.models import BasePage

if TYPE_CHECKING:
    from members.models import User


class ReviewedPage(BasePage):
    """A mixin for pages that the four-eyes rule and embargoes hold for."""

    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Before this moment nothing makes the article public, whoever asks for it."),
    )

    class Meta:
        abstract = True

    def publish(
        self, revision: Revision, user: User | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Publish or schedule a version, once the desk's rules allow it to this account.

        Raises FourEyesError or EmbargoError before anything is written. What does not come this way
        is stopped where it is written (news.review.gate).
        """
        from news.review.gate import check_version  # It knows the models.

        # Whoever is named acts, also where no request says so.
        lock_pages([self.pk])
        with LogContext(user=user) if user else nullcontext():
            check_version(revision)
            super().publish(revision, user, *args, **kwargs)
