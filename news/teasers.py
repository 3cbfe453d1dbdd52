"""Teasers: what everybody may see of an article that not everybody may read.

The rule: what the article says holds, yes or no. Where it leaves that to its desk, what the desk
says holds. Where the desk leaves it as usual, there is a teaser for what is for members: every
restriction that reaches the article lets the group Members in. An alias has a teaser where both
its own place and that of the page it shows say so; a desk that is not published says no.

Lists that readers leaf through ask `shown_to` and mark what is a teaser. Whatever finds articles by
their words or hands them out whole (search, feeds, API, sitemap, plain text) asks `visible_to`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from wagtail.models import Page

from core.closures import closures, paths_from_root
from core.memory import remember
from members.access import below, closed_to_members, may_read, readable_by
from news.models.teased_page import ArticleTeaser, DeskTeasers, TeasedPage

if TYPE_CHECKING:
    from members.access import Reader
    from members.visitors import Visitor
    from news.models import ArticlePage
    from news.querysets import ArticleQuerySet

Articles = TypeVar("Articles", bound="ArticleQuerySet")


@dataclass(frozen=True)
class _Sections:
    """Where desks say yes or no, and the aliases whose sources' places say no. By tree paths."""

    yes: frozenset[str]
    no: frozenset[str]
    refused: frozenset[str] = frozenset()

    def allow(self, path: str) -> bool:
        """Whether an article at this place that leaves it to its desk has a teaser."""
        line = set(paths_from_root(path))
        if line & (self.no | self.refused):
            return False
        return bool(line & self.yes) or closed_to_members().isdisjoint(line)


def shown_to(articles: Articles, user: Reader) -> Articles:
    """Those that this person may read, and those of which they may see the teaser."""
    readable = readable_by(user)
    return articles if readable is None else articles.filter(readable | _teased())


def may_see(user: Reader, article: ArticlePage) -> bool:
    """Whether this person may see at least the teaser. As `shown_to`, for one article."""
    return has_teaser(article) or may_read(user, article)


def has_teaser(article: TeasedPage, parent: Page | None = None) -> bool:
    """Whether the teaser may be seen by everybody; asked without a query.

    `parent` is where a new article will stand.
    """
    match article.teaser:
        case ArticleTeaser.YES:
            return True
        case ArticleTeaser.NO:
            return False
    return _sections().allow(article.path or (parent.path if parent else ""))


def mark_teasers(articles: Iterable[ArticlePage], visitor: Visitor) -> None:
    """Tell each article whether this visitor sees its teaser only."""
    for article in articles:
        article.is_teaser = not visitor.may_read(article.path, article.owner_id)


def _teased() -> Q:
    """The articles that have a teaser, as a condition."""
    sections = _sections()
    by_section = (
        ~Q(teaser=ArticleTeaser.NO)
        & ~below(sections.no | sections.refused)
        & (below(sections.yes) | ~below(closed_to_members()))
    )
    return Q(teaser=ArticleTeaser.YES) | by_section


def _sections() -> _Sections:
    return remember("teasers of desks", _read_sections)


def _read_sections() -> _Sections:
    from news.models import NewsDeskPage  # It knows this module.

    desks = list(NewsDeskPage.objects.order_by().values_list("path", "teasers", "live"))
    said = _Sections(
        yes=frozenset(path for path, teasers, live in desks if live and teasers == DeskTeasers.YES),
        no=frozenset(
            path for path, teasers, live in desks if not live or teasers == DeskTeasers.NO
        ),
    )
    aliases = closures().shown_by.items()
    refused = frozenset(alias for alias, shown in aliases if not said.allow(shown))
    return _Sections(said.yes, said.no, refused)
