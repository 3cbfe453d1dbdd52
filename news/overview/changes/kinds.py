"""What can be done with many articles, and what can come of it for each of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from core.moments import in_short
from news.models import ArticlePage
from news.overview.reach import Reach
from news.overview.rows import ArticleRow, fetch_rows

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from members.models import User

    Label = str | _StrPromise


class Result(StrEnum):
    """What came of a change for one article."""

    CHANGED = "changed"
    # The draft only: readers see the old state until somebody publishes it.
    DRAFTED = "drafted"
    UNCHANGED = "unchanged"
    LEFT = "left"


@dataclass(frozen=True)
class Outcome:
    """The same with the reason where not all was done."""

    result: Result
    reason: str = ""


class Refused(Exception):  # noqa: N818 -- not an error: something that happens and is told
    """An article stays as it is; the message says why."""


class AlreadySo(Refused):
    """The same because there is nothing to do."""


class Change(ABC):
    """One kind of change. `wanted` is what its form was filled in with, as JSON can keep it."""

    kind: ClassVar[str]
    # What the button in the list says, the heading of the screen, and the button that does it.
    label: ClassVar[Label]
    heading: ClassVar[Label]
    button: ClassVar[Label]
    icon: ClassVar[str] = "edit"
    # Which right it takes, by Wagtail's name.
    right: ClassVar[str] = "change"
    # Whether somebody's lock, a review and a schedule keep it from being done.
    respects_locks: ClassVar[bool] = True
    explanation: ClassVar[Label] = ""
    form_class: ClassVar[type[forms.Form]] = forms.Form

    def __init__(self, wanted: Mapping[str, Any] | None = None) -> None:
        self.wanted = wanted or {}

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """What to keep of the filled-in form."""
        return {}

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

    def carry_out(self, article: ArticlePage, user: User) -> Outcome:
        """Change one article if that may be, and say what came of it."""
        try:
            # The rules for publishing ask who acts, also where the worker does it for somebody.
            with transaction.atomic(), LogContext(user=user):
                self.refuse(fetch_rows([article.pk])[0], user)
                return self.apply(article, user)
        except AlreadySo:
            return Outcome(Result.UNCHANGED)
        except (Refused, PermissionDenied) as refusal:
            return Outcome(Result.LEFT, str(refusal))
