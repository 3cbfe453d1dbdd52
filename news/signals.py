"""What follows from a desk's beginning or a publication, and what must not be deleted."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import WorkflowPage
from wagtail.signals import page_published

from members.rights import CONTRIBUTING, CONTRIBUTORS, EDITORIAL, EDITORS, grant_on_page
from news.disclaimers.recording import record
from news.models import (
    ArticlePage,
    Disclaimer,
    NewsDeskPage,
    ShareImage,
    Source,
    Topic,
)
from news.tasks import share_image

# Fields on which it depends what a live article shows.
TAKES_WORDINGS = {"live", "disclaimer", "disclaimer_id", "body"}


@receiver(post_save, sender=NewsDeskPage, dispatch_uid="news.rights_on_new_desk")
def let_groups_work_on_new_desk(
    instance: NewsDeskPage, created: bool, raw: bool, **_kwargs: Any
) -> None:
    """A group may do on every desk what it may do on the first one (news/migrations)."""
    if not created or raw:
        return
    for name, actions in ((EDITORS, EDITORIAL), (CONTRIBUTORS, CONTRIBUTING)):
        # Not in the admin, but on the command line the group may have been done away with.
        if Group.objects.filter(name=name).exists():
            grant_on_page(apps, name, instance.pk, actions)


@receiver(post_save, sender=NewsDeskPage, dispatch_uid="news.review_on_new_desk")
def review_articles_of_new_desk(
    instance: NewsDeskPage, created: bool, raw: bool, **_kwargs: Any
) -> None:
    """Contributors cannot publish: on every desk there is somebody to submit articles to."""
    if not created or raw:
        return
    others = WorkflowPage.objects.filter(page__in=NewsDeskPage.objects.all())
    if first := others.order_by("page_id").first():
        WorkflowPage.objects.get_or_create(page=instance, defaults={"workflow": first.workflow})


@receiver(pre_delete, sender=Disclaimer, dispatch_uid="news.disclaimer_in_use")
def keep_disclaimer_in_use(instance: Disclaimer, **_kwargs: Any) -> None:
    """What stands within an article's text is protected like what stands under one."""
    if instance.is_in_use:
        raise ProtectedError(_("This disclaimer is in use."), {instance})


@receiver(pre_delete, sender=Source, dispatch_uid="news.source_in_use")
def keep_source_in_use(instance: Source, **_kwargs: Any) -> None:
    """Not kept by PROTECT: a draft that names a source since deleted could then not be opened."""
    if instance.is_in_use:
        raise ProtectedError(_("This source is in use."), {instance})


@receiver(pre_delete, sender=Topic, dispatch_uid="news.topic_in_use")
def keep_topic_in_use(instance: Topic, **_kwargs: Any) -> None:
    """Articles would lose it without anybody noticing; it can be merged into another."""
    if instance.is_in_use:
        raise ProtectedError(_("This topic is in use."), {instance})


@receiver(post_save, sender=ArticlePage, dispatch_uid="news.record_wordings")
def record_wordings(
    instance: ArticlePage,
    raw: bool,
    update_fields: Collection[str] | None,
    **_kwargs: Any,
) -> None:
    """Whatever made it public: an editor, the clock, a copy, a script. Drafts take nothing."""
    concerns_them = update_fields is None or TAKES_WORDINGS.intersection(update_fields)
    if instance.live and concerns_them and not raw:
        record(instance)


@receiver(page_published, sender=ArticlePage, dispatch_uid="news.share_image")
def have_share_image_made(instance: ArticlePage, **_kwargs: Any) -> None:
    """In the transaction of the publication: the worker hears of it if and only if it happens."""
    share_image.enqueue(instance.pk)


@receiver(post_delete, sender=ShareImage, dispatch_uid="news.share_image_deleted")
def remove_share_image(instance: ShareImage, **_kwargs: Any) -> None:
    """The picture goes with its article, once it is certain that the article goes."""
    transaction.on_commit(partial(default_storage.delete, str(instance.file)), robust=True)
