"""Articles with everything their rows in a list show, in a number of queries that never grows."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from wagtail.models import Page, WorkflowState

from core.closures import closures
from core.memory import remember
from news import catalogue
from news.models import ArticlePage, Topic
from news.overview.pending import approved_versions
from news.overview.standing import Standing

if TYPE_CHECKING:
    from members.models import User

# Long texts that no list shows.
TEXTS = ("body", "plain_text", "latest_revision__content")


@dataclass(frozen=True)
class ArticleRow:
    """One article as lists show it to those who work on it."""

    article: ArticlePage
    topics: Sequence[Topic]
    standing: Standing

    @property
    def pk(self) -> int:
        """The article's key."""
        return self.article.pk

    @property
    def live(self) -> bool:
        """Whether readers may see it; Wagtail's tables ask."""
        return self.article.live

    @property
    def changed_by(self) -> User | None:
        """Who made the newest version; whose article it is where none is kept."""
        revision = self.article.latest_revision
        return (revision.user if revision else None) or self.article.owner


def fetch_rows(keys: Sequence[int]) -> list[ArticleRow]:
    """The articles with these keys as rows, in this order; those that are gone are left out."""
    articles = {
        article.pk: article
        for article in ArticlePage.objects.filter(pk__in=keys)
        .select_related("source", "owner", "latest_revision__user")
        .defer(*TEXTS)
    }
    topics = _topics(keys)
    schedule = schedules(keys)
    reviews = _reviews(keys)
    return [
        ArticleRow(
            article,
            topics.get(key, ()),
            Standing(
                article,
                goes_live_at=schedule.get(key),
                groups=_groups_let_in(article),
                review=reviews.get(key),
            ),
        )
        for key in keys
        if (article := articles.get(key))
    ]


def schedules(keys: Sequence[int]) -> Mapping[int, datetime.datetime]:
    """When an approved version of each of these articles goes live, where one does."""
    approved = approved_versions().filter(object_id__in=[str(key) for key in keys])
    return {
        int(key): moment for key, moment in approved.values_list("object_id", "approved_go_live_at")
    }


def _topics(keys: Sequence[int]) -> Mapping[int, list[Topic]]:
    links = ArticlePage.topics.through.objects.filter(articlepage_id__in=keys)
    named = catalogue.topics()
    found = defaultdict(set)
    for article, topic in links.values_list("articlepage_id", "topic_id"):
        found[article].add(topic)
    return {
        article: [topic for key, topic in named.items() if key in of_article]
        for article, of_article in found.items()
    }


def _reviews(keys: Sequence[int]) -> Mapping[int, WorkflowState]:
    states = WorkflowState.objects.active().filter(
        base_content_type=Page().get_base_content_type(), object_id__in=[str(key) for key in keys]
    )
    return {
        int(state.object_id): state for state in states.select_related("current_task_state__task")
    }


def _groups_let_in(article: ArticlePage) -> list[list[str]]:
    """The names of the groups, for each restriction that readers have to pass."""
    reaching = closures().reaching(article)
    if not reaching:
        return []
    names = remember("group names", lambda: dict(Group.objects.values_list("pk", "name")))
    return [sorted(names[key] for key in each.groups if key in names) for each in reaching]
