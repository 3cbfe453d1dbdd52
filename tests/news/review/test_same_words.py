"""Whoever saves the same words has written nothing, whatever became of the article meanwhile."""

from __future__ import annotations

import datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from members.models import User
from news.merging.services import merge
from news.models import ArticlePage, NewsDeskPage
from news.review import four_eyes
from news.review.content import content_hash
from tests.factories import SourceFactory, TopicFactory
from tests.news.deskwork import APPROVE, PUBLISH, SUBMIT, fresh, save, write


@pytest.fixture
def public(rule: None, author: User, colleague: User, desk: NewsDeskPage) -> ArticlePage:
    """What the author wrote and a colleague published."""
    draft = write(author, desk)
    save(colleague, draft, **PUBLISH)
    assert fresh(draft).live
    return draft


def two_days_later() -> Any:
    """Let two days pass."""
    moment = timezone.now() + datetime.timedelta(days=2)
    return patch.object(timezone, "now", lambda: moment)


def test_saving_after_a_told_correction_is_no_writing(
    public: ArticlePage, author: User, colleague: User
) -> None:
    save(author, public, correction="It is seven libraries, not nine.")
    save(colleague, public, correction="It is seven libraries, not nine.", **PUBLISH)
    assert fresh(public).corrections.count() == 1

    save(colleague, public)

    assert four_eyes.authors_of(public) == set()


def test_correction_that_is_not_told_yet_is_writing(public: ArticlePage, author: User) -> None:
    save(author, public, correction="It is seven libraries, not nine.")

    assert four_eyes.authors_of(public) == {author.pk}


def test_saving_after_a_merger_is_no_writing(public: ArticlePage, colleague: User) -> None:
    source = fresh(public).source
    assert source
    merge(SourceFactory.create(), [source])

    save(colleague, public)

    assert four_eyes.authors_of(public) == set()


def test_topics_in_another_order_after_a_merger_are_the_same(
    public: ArticlePage, author: User, colleague: User
) -> None:
    kept, other, third = (TopicFactory.create() for _each in range(3))
    topics = [other.pk, third.pk]
    save(author, public, topics=topics)
    save(colleague, public, topics=topics, **PUBLISH)
    merge(kept, [other])

    save(colleague, public, topics=[third.pk, kept.pk])

    assert four_eyes.authors_of(public) == set()


def test_reviewer_approves_in_the_editor_on_a_later_day(
    rule: None, author: User, colleague: User, desk: NewsDeskPage
) -> None:
    draft = write(author, desk, shared_on="")
    save(author, draft, shared_on="", **SUBMIT)

    with two_days_later():
        save(colleague, draft, shared_on="", **APPROVE)

        assert fresh(draft).live
        assert fresh(draft).shared_on == timezone.localdate()


def test_day_of_publication_stays_when_the_article_is_saved_later(
    rule: None, author: User, colleague: User, desk: NewsDeskPage
) -> None:
    draft = write(author, desk, shared_on="")
    with two_days_later():
        fresh(draft).get_latest_revision().publish(user=colleague)
        day = timezone.localdate()
        assert fresh(draft).shared_on == day
        shown = fresh(draft).get_latest_revision_as_object()

        save(colleague, draft)

        assert shown.shared_on == day
        assert fresh(draft).get_latest_revision_as_object().shared_on == day
        assert four_eyes.authors_of(draft) == set()


def test_headline_published_anew_has_the_same_digest_in_version_and_row(
    public: ArticlePage, author: User, colleague: User
) -> None:
    save(author, public, title="Quite another headline of some words")
    save(colleague, public, title="Quite another headline of some words", **PUBLISH)

    article = fresh(public)

    assert content_hash(article) == content_hash(article.get_latest_revision())
