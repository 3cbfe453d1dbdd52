"""All kinds of changes to many articles, in the order of their buttons, and how they are made."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.bulk_changes.words import Words
from core.bulk_changes.work import BulkChanges
from core.locks import lock_pages
from core.scheduling import duty, hourly_duty
from news.models import ArticlePage, BulkChange
from news.overview.changes.content import (
    ChangeDisclaimer,
    ChangeSharedOn,
    ChangeTeaser,
    ChangeTopics,
)
from news.overview.changes.kinds import headline
from news.overview.changes.publication import ChangeVisibility, Publish, Unpublish
from news.overview.changes.wordings import MoveToCurrentWording

ARTICLE_CHANGES = BulkChanges(
    model=BulkChange,
    kinds={
        change.kind: change
        for change in (
            Publish,
            ChangeTopics,
            ChangeDisclaimer,
            ChangeVisibility,
            ChangeTeaser,
            ChangeSharedOn,
            MoveToCurrentWording,
            Unpublish,
        )
    },
    words=Words(
        objects=_("Articles"),
        back=_("Back to the articles"),
        none_chosen=_("No article was chosen, or those chosen are gone. Nothing was changed."),
        too_many=_(
            "These are more than %(number)s articles, which is as many as can be changed together. "
            "Narrow the list with filters, and change one part after the other. Nothing was "
            "changed."
        ),
        takes_time=_(
            "These are %(number)s articles. The work is done in the background, and you see how "
            "it goes."
        ),
        more=ngettext_lazy(
            "And %(number)s more, which is looked at when its turn comes.",
            "And %(number)s more, each of which is looked at when its turn comes.",
            "count",
        ),
        looked_at=_("%(number)s of %(total)s articles have been looked at."),
        bar=_("Articles looked at"),
        changed=ngettext_lazy(
            "%(number)d article changed.", "%(number)d articles changed.", "number"
        ),
        ready=_("Will be changed"),
    ),
    task="news.tasks.carry_on_with_bulk_change",
    index="articles:index",
    progress="articles:bulk_change",
    edit="wagtailadmin_pages:edit",
    name_of=lambda key: headline(ArticlePage.objects.filter(pk=key).first()),
    # Publishing one takes about a fifth of a second.
    at_once=5,
    in_one_task=50,
    lock=lock_pages,
)


@hourly_duty
def delete_old_bulk_changes() -> int:
    """Delete notes of changes that were kept long enough."""
    return ARTICLE_CHANGES.delete_old()


@duty
def resume_bulk_changes() -> int:
    """Changes go on also where the worker was lost, or failed, once too often."""
    return ARTICLE_CHANGES.resume()
