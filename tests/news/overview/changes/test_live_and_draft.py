"""What readers see of a change at once, and what stays a draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import PageLogEntry, Revision

from members.models import User
from news.models import ArticlePage, NewsDeskPage, Topic
from news.overview.changes.log_actions import TOGETHER
from tests.factories import ArticlePageFactory
from tests.news.overview.changes.changing import change, latest, live, named


def test_live_article_shows_the_change_at_once(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    said = change(edith, "topics", article, add=topic.pk)

    assert "1 article changed." in said
    assert named(live(article)) == named(latest(article)) == {"Bookshops"}
    assert not live(article).has_unpublished_changes


def test_unpublished_changes_stay_unpublished_and_are_not_lost(
    edith: Client, article: ArticlePage, topic: Topic, editor: User
) -> None:
    article.title = "A headline not yet public"
    article.save_revision(user=editor)

    change(edith, "topics", article, add=topic.pk)

    assert live(article).title == "A village buys a shop"
    assert latest(article).title == "A headline not yet public"
    assert named(live(article)) == named(latest(article)) == {"Bookshops"}
    assert live(article).has_unpublished_changes
    assert live(article).draft_title == "A headline not yet public"


def test_draft_is_changed_and_stays_a_draft(
    edith: Client, desk: NewsDeskPage, topic: Topic
) -> None:
    draft = ArticlePageFactory.create(parent=desk, live=False, source=None)
    draft.save_revision(clean=False)

    assert "1 article changed." in change(edith, "topics", draft, add=topic.pk)
    assert named(latest(draft)) == {"Bookshops"}
    assert not live(draft).live


def test_whoever_may_not_publish_changes_the_draft_and_is_told(
    changer: Client, article: ArticlePage, topic: Topic
) -> None:
    said = change(changer, "topics", article, add=topic.pk)

    assert "Changed as drafts only (1)" in said
    assert "A village buys a shop: you may not publish it" in said.replace("</a>", "")
    assert named(live(article)) == set()
    assert named(latest(article)) == {"Bookshops"}


def test_rule_that_refuses_a_publication_leaves_the_change_as_a_draft(
    edith: Client, article: ArticlePage, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise PermissionDenied("somebody else has to look at it")

    monkeypatch.setattr(Revision, "publish", refuse)
    said = change(edith, "topics", article, add=topic.pk)

    assert "somebody else has to look at it" in said
    assert named(live(article)) == set()
    assert named(latest(article)) == {"Bookshops"}
    # The version that was refused is gone, not merely older.
    assert article.revisions.count() == 2


def test_audit_log_has_every_change_in_words(
    edith: Client, article: ArticlePage, topic: Topic, editor: User
) -> None:
    change(edith, "topics", article, add=topic.pk)

    entry = PageLogEntry.objects.get(action=TOGETHER, page=article.pk)
    assert entry.user == editor
    assert entry.message == "Changed together with other articles: + Bookshops"
    assert PageLogEntry.objects.filter(action="wagtail.publish", user=editor).exists()
