"""What holds for everything that is done with many articles."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from core.bulk_changes.kinds import Change, Outcome, Result, Taken
from core.moments import in_short
from news.models import ArticlePage
from news.overview.reach import Reach
from news.overview.rows import ArticleRow, fetch_rows

if TYPE_CHECKING:
    from members.models import User


class Refused(Exception):  # noqa: N818 -- not an error: something that happens and is told
    """An article stays as it is; the message says why."""


class AlreadySo(Refused):
    """The same because there is nothing to do."""


class ArticleChange(Change):
    """One kind of change, article by article."""

    # Which right it takes, by Wagtail's name.
    right: ClassVar[str] = "change"
    # Whether somebody's lock, a review and a schedule keep it from being done.
    respects_locks: ClassVar[bool] = True

    def refuse(self, row: ArticleRow, user: User) -> None:
        """Raise Refused where the article will stay as it is, as far as is known beforehand."""
        article, standing = row.article, row.standing
        if article.alias_of_id:
            raise Refused(_("it shows another article, which would have to be changed instead"))
        if not Reach(user).may(self.right, article):
            raise Refused(self.lacks_right)
        if self.respects_locks and standing.goes_live_at:
            # What was approved for that time is not changed unseen.
            raise Refused(
                _("a version of it is scheduled for %(when)s; open the article to change that")
                % {"when": in_short(standing.goes_live_at)}
            )
        # Wagtail finds out about locks with several queries.
        if self.respects_locks and (article.locked or standing.review):
            self._refuse_if_locked(article, user)

    @staticmethod
    def _refuse_if_locked(article: ArticlePage, user: User) -> None:
        lock = article.get_lock()
        if lock and lock.for_user(user):
            raise Refused(
                _("it is locked by somebody else")
                if article.locked
                else _("it is in review, and only those who review it may change it now")
            )

    @property
    def lacks_right(self) -> str:
        """What is said to people who may not do it."""
        return _("you may not change it")

    @abstractmethod
    def apply(self, article: ArticlePage, user: User) -> Outcome:
        """Change one article.

        Raises Refused, or PermissionDenied with a message for people, where nothing is to be
        changed: what was written before is undone.
        """

    def carry_out(self, keys: Sequence[int], user: User) -> Iterator[Taken]:
        """Change those that may be changed, and say what came of each."""
        for key in keys:
            article = ArticlePage.objects.filter(pk=key).first()
            outcome = self._outcome(article, user)
            yield key, headline(article), outcome

    def _outcome(self, article: ArticlePage | None, user: User) -> Outcome:
        if article is None:
            return Outcome(Result.LEFT, _("it has been deleted"))
        try:
            # The rules for publishing ask who acts, also where the worker does it for somebody.
            with transaction.atomic(), LogContext(user=user):
                self.refuse(fetch_rows([article.pk])[0], user)
                return self.apply(article, user)
        except AlreadySo:
            return Outcome(Result.UNCHANGED)
        except (Refused, PermissionDenied) as refusal:
            return Outcome(Result.LEFT, str(refusal))


def headline(article: ArticlePage | None) -> str:
    """What the article is called where the change is told of, also once it is gone."""
    return article.draft_title or article.title if article else _("An article")
