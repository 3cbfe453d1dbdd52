"""Who wrote what is not public yet: noted when a version is saved, forgotten when it is public."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from core.locks import lock_pages
from news.models import ArticlePage, Authorship
from news.review.content import content_hash
from news.review.gate import acting_account

if TYPE_CHECKING:
    from wagtail.models import Page


@receiver(pre_save, sender=Revision, dispatch_uid="news.authorship.before")
def note_what_stood_there(instance: Revision, raw: bool, **_kwargs: Any) -> None:
    """Remember what the version is a change of, while that can still be read."""
    if not raw and _is_of_article(instance):
        lock_pages([instance.object_id])
        instance.hash_before = _hash_before(instance)


@receiver(post_save, sender=Revision, dispatch_uid="news.authorship.after")
def note_author(instance: Revision, raw: bool, **_kwargs: Any) -> None:
    """Whoever saves a version that says something else has written; who only publishes has not."""
    if raw or not _is_of_article(instance):
        return
    account_id = instance.user_id or getattr(acting_account(), "pk", None)
    if account_id and instance.hash_before != content_hash(instance):
        Authorship.objects.update_or_create(
            page_id=int(instance.object_id),
            account_id=account_id,
            defaults={"wrote_at": instance.created_at},
        )


@receiver(page_published, sender=ArticlePage, dispatch_uid="news.authorship.published")
def forget_authors(instance: ArticlePage, revision: Revision | None = None, **_kwargs: Any) -> None:
    """All that was written up to the published version is public; what came later is not."""
    if revision is not None:
        Authorship.objects.filter(page=instance, wrote_at__lte=revision.created_at).delete()


@contextmanager
def draft_set_aside(page: Page) -> Iterator[None]:
    """Publish within the block what was public, changed, and not the draft: its authors stay so."""
    authors = list(Authorship.objects.filter(page_id=page.pk).values("account_id", "wrote_at"))
    yield
    Authorship.objects.bulk_create(
        [Authorship(page_id=page.pk, **author) for author in authors], ignore_conflicts=True
    )


def _is_of_article(revision: Revision) -> bool:
    return bool(revision.content_type.model_class() is ArticlePage)


def _hash_before(revision: Revision) -> str | None:
    """What the article said to whoever opened it before this version was saved.

    That is what is public where nothing else is kept: what a version says changes when it goes
    public, by the day, by a correction that was told. Else it is this revision, or the one before.
    """
    article = ArticlePage.objects.filter(pk=revision.object_id).first()
    if article and article.live and not article.has_unpublished_changes:
        return content_hash(article)
    if revision.pk:
        stored = Revision.objects.filter(pk=revision.pk)
    else:
        stored = Revision.objects.for_instance(revision.content_object)
    before = stored.order_by("-created_at", "-pk").first()
    return content_hash(before) if before else None
