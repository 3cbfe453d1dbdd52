"""Articles that may be about the same piece as the one being written: shown, not forbidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from news.models import ArticlePage
from news.overview.reach import Reach
from news.querysets import ArticleQuerySet
from news.writing.digests import digest_of_address, digest_of_headline, plain_headline

if TYPE_CHECKING:
    from members.models import User

SHOWN = 3
# How many of the newest articles are compared word by word; the same piece comes in soon or never.
COMPARED = 1_000
# Of 100; lets one word of eight differ.
NEARLY_THE_SAME = 88
# Short headlines are near to many.
FEWEST_WORDS = 4


@dataclass(frozen=True)
class Double:
    """An article that is already there, and whether it has the address or only the headline."""

    article: ArticlePage
    has_same_address: bool

    @property
    def words(self) -> str:
        """What is known of it, for people."""
        if self.article.live:
            day = date_format(self.article.shared_on)
            return _("Shared on %(day)s") % {"day": day}
        if self.article.go_live_at:
            return _("Scheduled for %(day)s") % {"day": date_format(self.article.shared_on)}
        return _("A draft, not published")


def find_doubles(
    user: User, address: str, headlines: Iterable[str], apart_from: int | None = None
) -> list[Double]:
    """Those of the same address first, then those of nearly the same headline.

    Only what this person may see in the admin is named. `apart_from` is the article being written.
    """
    articles = newest_articles(user).exclude(pk=apart_from)
    digest = digest_of_address(address)
    same = list(articles.filter(address_digest=digest)[:SHOWN]) if digest else []
    alike = _of_headline(articles, [each for each in headlines if each.strip()])
    known = {article.pk for article in same}
    return [
        *(Double(article, has_same_address=True) for article in same),
        *(Double(article, has_same_address=False) for article in alike if article.pk not in known),
    ][:SHOWN]


def newest_articles(user: User) -> ArticleQuerySet:
    """The articles this person may see in the admin, newest first, without their texts."""
    return Reach(user).articles().defer_streamfields().order_by("-pk")


def _of_headline(articles: ArticleQuerySet, headlines: list[str]) -> list[ArticlePage]:
    digests = [digest for each in headlines if (digest := digest_of_headline(each))]
    if not digests:
        return []
    exact = Q(headline_digest__in=digests) | Q(source_headline_digest__in=digests)
    keys = list(articles.filter(exact).values_list("pk", flat=True)[:SHOWN])
    near = _near(articles, headlines) if len(keys) < SHOWN else []
    found = articles.in_bulk([*keys, *near])
    return [found[key] for key in dict.fromkeys([*keys, *near]) if key in found]


def _near(articles: ArticleQuerySet, headlines: list[str]) -> list[int]:
    """The newest ones with almost these words, in whatever order."""
    newest = articles.values_list("pk", "title", "source_headline")[:COMPARED]
    known = [(key, plain_headline(each)) for key, *both in newest for each in both if each]
    texts = [text for _key, text in known]
    found: list[int] = []
    for headline in headlines:
        words = plain_headline(headline)
        if len(words.split()) < FEWEST_WORDS:
            continue
        hits = process.extract(
            words, texts, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY_THE_SAME, limit=SHOWN
        )
        found += [known[position][0] for _text, _score, position in hits]
    return found
