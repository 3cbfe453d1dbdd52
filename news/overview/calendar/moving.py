"""Move what is planned to another moment.

An approved version stays approved: its words are the same, only the moment changes. A draft gets a
new version with the new moment, so that whoever has it open is told, as by any other change.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.log_actions import log
from wagtail.models import Revision

from core.locks import lock_pages
from core.moments import by_the_sites_clock
from news.models import ArticlePage
from news.overview.calendar.kinds import Kind
from news.overview.calendar.log_actions import MOVED
from news.review import embargo

if TYPE_CHECKING:
    from members.models import User


class MoveError(Exception):
    """Why something was not moved; the message is for people."""


@dataclass(frozen=True)
class Plan:
    """What somebody saw in the calendar and wants to move."""

    article: int
    kind: Kind
    # The key of the version, and when it was to go live.
    version: int
    moment: datetime.datetime


def move(plan: Plan, to: datetime.datetime, user: User) -> ArticlePage:
    """Have the planned version go live at another moment; returns its article.

    Raises MoveError where it cannot, PermissionDenied where the person may not (FourEyesError, with
    words for people, where they would bring forward what they wrote). Nothing is changed then.
    """
    with transaction.atomic():
        lock_pages([plan.article])
        article = ArticlePage.objects.filter(pk=plan.article).first()
        if article is None:
            raise MoveError(_("The article has been deleted meanwhile."))
        _check_lock(article, user)
        if plan.kind is Kind.SCHEDULED:
            revision = _move_approved(article, plan, to, user)
        else:
            revision = _move_draft(article, plan, to, user)
        # The row of an article that is not public has the plan as well; of a public one it has not.
        ArticlePage.objects.filter(pk=article.pk, live=False).update(go_live_at=to)
        log(article, MOVED, user=user, revision=revision, data=_as_logged(plan, to))
    return article


def _move_approved(article: ArticlePage, plan: Plan, to: datetime.datetime, user: User) -> Revision:
    if not article.permissions_for_user(user).can_publish():
        raise PermissionDenied
    approved = article.revisions.select_for_update().filter(approved_go_live_at__isnull=False)
    revision = approved.filter(pk=plan.version).first()
    if revision is None or revision.approved_go_live_at != plan.moment:
        raise MoveError(_changed_meanwhile(article, revision and revision.approved_go_live_at))
    _check_moment(revision.as_object(), to)
    revision.content = {**revision.content, "go_live_at": _as_stored(to)}
    revision.approved_go_live_at = to
    revision.save(update_fields=["content", "approved_go_live_at"])
    return revision


def _move_draft(article: ArticlePage, plan: Plan, to: datetime.datetime, user: User) -> Revision:
    if not article.permissions_for_user(user).can_edit():
        raise PermissionDenied
    draft: ArticlePage = article.get_latest_revision_as_object()
    is_as_seen = article.latest_revision_id == plan.version and draft.go_live_at == plan.moment
    if not is_as_seen or article.approved_schedule:
        raise MoveError(_changed_meanwhile(article, draft.go_live_at))
    if article.workflow_in_progress:
        raise MoveError(
            _("“%(title)s” is being reviewed as it is. It can be moved once that is decided.")
            % {"title": article.get_admin_display_title()}
        )
    _check_moment(draft, to)
    draft.go_live_at = to
    # Not cleaned: it is a draft, and may be as unfinished as it was.
    revision: Revision = draft.save_revision(user=user, clean=False)
    return revision


def _check_lock(article: ArticlePage, user: User) -> None:
    if article.locked and BasicLock(article).for_user(user):
        raise MoveError(
            _("“%(title)s” is locked. It was not moved: whoever locked it can unlock it.")
            % {"title": article.get_admin_display_title()}
        )


def _check_moment(version: ArticlePage, to: datetime.datetime) -> None:
    """Raise MoveError where the version cannot go live at that moment."""
    title = version.get_admin_display_title()
    if to <= timezone.now():
        raise MoveError(
            _("“%(title)s” was not moved: %(to)s has passed. Choose a moment to come.")
            % {"title": title, "to": by_the_sites_clock(to)}
        )
    if version.embargoed_until and embargo.is_under_embargo(version, to):
        raise MoveError(
            _("“%(title)s” was not moved: it is under embargo until %(until)s.")
            % {"title": title, "until": by_the_sites_clock(version.embargoed_until)}
        )
    if version.expire_at and version.expire_at <= to:
        raise MoveError(
            _(
                "“%(title)s” was not moved: it expires on %(expiry)s, before it would go live. "
                "Change its expiry first."
            )
            % {"title": title, "expiry": by_the_sites_clock(version.expire_at)}
        )


def _changed_meanwhile(article: ArticlePage, now: datetime.datetime | None) -> str:
    """What somebody else did while the calendar stood open."""
    title = article.get_admin_display_title()
    if now:
        return _(
            "“%(title)s” was not moved: it has been changed meanwhile, and is planned for %(now)s. "
            "Look at it, then move it again."
        ) % {"title": title, "now": by_the_sites_clock(now)}
    return _("“%(title)s” was not moved: meanwhile it is no longer planned as it was.") % {
        "title": title
    }


def _as_stored(moment: datetime.datetime) -> str:
    """As Wagtail writes moments into versions."""
    return moment.astimezone(datetime.UTC).isoformat()


def _as_logged(plan: Plan, to: datetime.datetime) -> dict[str, str]:
    return {"from": _as_stored(plan.moment), "to": _as_stored(to), "kind": str(plan.kind)}
