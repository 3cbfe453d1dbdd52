"""Where versions become public: the one place that asks the four-eyes rule and the embargo.

Many ways lead to a public article: the editor, the list's bulk action, a review's last approval, a
copy, the admin's API, scheduling. All of them end by writing one of two things, and both are
stopped here, before they are written:

* the article's row, live, with content that was not public before;
* a revision's `approved_go_live_at`, which the clock carries out later without asking again.

Who acts is known from Wagtail's log context, in which every request of the admin runs. Nobody acts
when the clock does, when content is imported, or in a shell.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from news.models import ArticlePage
from news.review import embargo, four_eyes
from news.review.content import content_hash

if TYPE_CHECKING:
    from members.models import User


def acting_account() -> User | None:
    """Whose action this is; None where the site itself acts."""
    user = get_active_log_context().user
    return user if user is not None and user.is_authenticated else None


def check_version(revision: Revision) -> None:
    """Ask before anything is written whether the acting account may publish or schedule this."""
    article = revision.as_object()
    _ask(article, embargo.public_from(article))


@receiver(pre_save, sender=ArticlePage, dispatch_uid="news.gate.article")
def stop_publication(
    instance: ArticlePage, raw: bool, update_fields: Collection[str] | None, **_kwargs: Any
) -> None:
    """An article's row is about to be written: it may be live with what nobody has seen."""
    writes_state = update_fields is None or "live" in update_fields
    # An alias shows what its page shows, and is written after that.
    if raw or not instance.live or not writes_state or instance.alias_of_id:
        return
    if (four_eyes.is_required() or embargo.is_under_embargo(instance)) and _is_news(instance):
        _ask_or_undo(instance, timezone.now())


@receiver(pre_save, sender=Revision, dispatch_uid="news.gate.schedule")
def stop_schedule(instance: Revision, raw: bool, **_kwargs: Any) -> None:
    """A revision is about to be written: the clock may be told to publish it."""
    time = instance.approved_go_live_at
    if raw or time is None or instance.content_type.model_class() is not ArticlePage:
        return
    stored = Revision.objects.filter(pk=instance.pk) if instance.pk else Revision.objects.none()
    before = stored.first()
    is_as_approved = (
        before is not None
        and before.approved_go_live_at is not None
        and before.approved_go_live_at <= time
        and content_hash(before) == content_hash(instance)
    )
    if not is_as_approved:
        _ask_or_undo(instance.as_object(), time)


def _is_news(article: ArticlePage) -> bool:
    """Whether the row would show readers what was not public before.

    Not whether it names another revision: an open editor rewrites a revision that is live already.
    """
    stored = ArticlePage.objects.filter(pk=article.pk, live=True).first() if article.pk else None
    return stored is None or content_hash(stored) != content_hash(article)


def _ask(article: ArticlePage, at: datetime.datetime) -> None:
    embargo.check(article, at)
    four_eyes.check(acting_account(), article)


def _ask_or_undo(article: ArticlePage, at: datetime.datetime) -> None:
    """Refuse, and with it what was written on the way here.

    Wagtail's admin turns PermissionDenied into an answer, which would otherwise end the request's
    transaction well, half-way through.
    """
    try:
        _ask(article, at)
    except PermissionDenied:
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        raise
