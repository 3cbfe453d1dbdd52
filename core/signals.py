"""What follows from changes to pages: every process forgets, the worker makes pictures."""

from __future__ import annotations

import collections.abc
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_published, post_page_move

from core.memory import forget
from core.models import DeskDocument, PageWithBody
from core.tasks import make_pictures

# What saving a draft writes to a live page's row, and no reader ever sees. An open editor saves
# itself twice a second; everybody forgetting everything each time would make memory useless.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def forget_on_change(model: type[Model]) -> None:
    """Have every process forget whenever a row of this model is saved or deleted.

    Not when only a draft of it is noted: a new revision of something live, or of something new.
    """
    uid = f"core.memory.{model.__module__}.{model.__name__}"
    post_save.connect(_forget, sender=model, dispatch_uid=f"{uid}.save")
    post_delete.connect(_forget, sender=model, dispatch_uid=f"{uid}.delete")


def _forget(
    instance: Model | None = None,
    created: bool = False,
    update_fields: collections.abc.Collection[str] | None = None,
    **_kwargs: Any,
) -> None:
    is_new_draft = created and getattr(instance, "live", True) is False
    if not is_new_draft and (update_fields is None or not DRAFT_FIELDS.issuperset(update_fields)):
        forget()


post_page_move.connect(_forget, dispatch_uid="core.memory.page_moved")
for restriction in (PageViewRestriction, CollectionViewRestriction):
    m2m_changed.connect(
        _forget,
        sender=restriction.groups.through,
        dispatch_uid=f"core.memory.groups of {restriction.__name__}",
    )
    forget_on_change(restriction)
forget_on_change(DeskDocument)
# Who may edit a page may read it; what lists remember is remembered by groups.
forget_on_change(Group)
forget_on_change(GroupPagePermission)
# Whoever works with the files of a collection may have them.
forget_on_change(GroupCollectionPermission)
forget_on_change(Site)
# Files are as private as their collection, wherever they are shown.
forget_on_change(Collection)


@receiver(pre_save, dispatch_uid="core.memory.page_about_to_be_saved")
def _note_what_readers_saw(sender: type[Model], instance: Model, **_kwargs: Any) -> None:
    """An open editor saves a page that is not live as a whole each time, not only its revision."""
    if isinstance(instance, Page) and not instance.live:
        stored = Page.objects.filter(pk=instance.pk)
        instance.stored_before = stored.values_list("live", "url_path", "alias_of").first()


@receiver(post_save, dispatch_uid="core.memory.page_saved")
def _forget_saved_page(
    sender: type[Model],
    instance: Model,
    created: bool,
    update_fields: collections.abc.Collection[str] | None,
    **_kwargs: Any,
) -> None:
    if not isinstance(instance, Page):
        return
    is_draft_of_live_page = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if not is_draft_of_live_page and not _is_and_was_unseen(instance, created):
        forget()


def _is_and_was_unseen(page: Page, created: bool) -> bool:
    """Whether the page is offline and was so before, and no page below is another's by it.

    Their addresses begin with its own; and what is below an alias is as private as what that shows.
    """
    if page.live or created:
        return not page.live
    was_live, *before = page.stored_before or (True,)
    return not was_live and (before == [page.url_path, page.alias_of_id] or page.numchild == 0)


@receiver(post_delete, dispatch_uid="core.memory.page_deleted")
def _forget_deleted_page(sender: type[Model], **_kwargs: Any) -> None:
    if issubclass(sender, Page):
        forget()


@receiver(page_published, dispatch_uid="core.pictures.page_published")
def _have_pictures_made(instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, PageWithBody):
        make_pictures.enqueue(instance.pk)
