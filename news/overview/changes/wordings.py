"""Move many articles to the wordings of their disclaimers that are in force now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bulk_changes.kinds import Outcome, Result
from news.disclaimers.comparing import compared
from news.disclaimers.moving import move_to_current_wording
from news.models import ArticlePage
from news.overview.changes.kinds import AlreadySo, ArticleChange
from news.overview.rows import ArticleRow

if TYPE_CHECKING:
    from members.models import User


class MoveToCurrentWording(ArticleChange):
    """Let readers see what an article published today would show. Drafts have no part in it."""

    kind = "wording"
    label = gettext_lazy("Current wording")
    heading = gettext_lazy("Move to the current wording of their disclaimers")
    button = gettext_lazy("Move them")
    icon = "warning"
    right = "publish"
    # A wording is recorded beside the article: it is no part of what is planned or reviewed.
    respects_locks = False
    explanation = gettext_lazy(
        "Each keeps its disclaimer, or its desk's, and gets the wording that is in force now. "
        "Readers see it at once, and each article's history says so."
    )

    @property
    def lacks_right(self) -> str:
        """What is said to people who may not do it."""
        return _("you may not publish it")

    def refuse(self, row: ArticleRow, user: User) -> None:
        """Also where there is nothing to move."""
        super().refuse(row, user)
        if not any(place.newer for place in compared(row.article)):
            raise AlreadySo(_("it shows no older wording"))

    def apply(self, article: ArticlePage, user: User) -> Outcome:
        """Move it."""
        moved = move_to_current_wording([article], user)
        return Outcome(Result.CHANGED if moved else Result.UNCHANGED)
