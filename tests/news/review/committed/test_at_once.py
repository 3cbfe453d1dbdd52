"""Several people write, publish and decide about one article at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.scheduling import carry_out
from members.models import User
from news.models import ArticlePage, Authorship, Correction, NewsDeskPage, Topic
from news.overview.changes.content import ChangeTopics
from news.overview.changes.registry import ARTICLE_CHANGES
from news.review.guests.inviting import invite
from tests.at_once import at_once
from tests.factories import ArticlePageFactory, TopicFactory

ROUNDS = range(4)


def saving(article: ArticlePage, user: User, words: str, *, in_place: bool = False) -> Any:
    """Save words; in place as an open editor does."""

    def save() -> None:
        version = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
        version.summary = words
        newest = version.get_latest_revision()
        own = newest if in_place and newest.user_id == user.pk else None
        version.save_revision(user=user, overwrite_revision=own, clean=False)

    return save


def publishing(article: ArticlePage, user: User) -> Any:
    """Publish what is newest."""
    return lambda: ArticlePage.objects.get(pk=article.pk).get_latest_revision().publish(user=user)


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic to add."""
    created: Topic = TopicFactory.create()
    return created


@pytest.fixture
def article(desk: NewsDeskPage, author: User) -> ArticlePage:
    """A live article on which its author goes on working."""
    created: ArticlePage = ArticlePageFactory.create(parent=desk)
    created.save_revision().publish()
    with transaction.atomic():
        saving(created, author, "Second words")()
    return created


@pytest.mark.parametrize("_round", ROUNDS)
def test_nobody_who_saves_publishes_or_changes_many_waits_forever(
    article: ArticlePage, author: User, colleague: User, topic: Topic, _round: int
) -> None:
    def change_many() -> None:
        ARTICLE_CHANGES.begin(
            ChangeTopics({"add": [topic.pk], "remove": []}), [article.pk], colleague
        )

    errors = at_once(
        saving(article, author, "Third words", in_place=True),
        publishing(article, colleague),
        change_many,
        saving(article, colleague, "Other words"),
    )

    assert errors == []
    stored = ArticlePage.objects.get(pk=article.pk)
    assert topic in stored.get_latest_revision_as_object().topics.all() or stored.live


@pytest.mark.parametrize("_round", ROUNDS)
def test_clock_and_people_do_not_wait_for_each_other_forever(
    desk: NewsDeskPage, author: User, colleague: User, _round: int
) -> None:
    draft = ArticlePageFactory.create(parent=desk, live=False)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=author).publish(user=colleague)
    past = timezone.now() - timedelta(minutes=1)
    draft.revisions.update(approved_go_live_at=past)

    errors = at_once(carry_out, saving(draft, author, "Later words"), publishing(draft, colleague))

    assert errors == []
    assert ArticlePage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("_round", ROUNDS)
def test_correction_published_by_two_at_once_is_told_once(
    article: ArticlePage, author: User, colleague: User, _round: int
) -> None:
    version = article.get_latest_revision_as_object()
    version.correction = "It is seven libraries, not nine."
    version.save_revision(user=author)

    errors = at_once(publishing(article, colleague), publishing(article, colleague))

    assert errors == []
    assert Correction.objects.filter(article=article).count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_review_approved_by_two_at_once_is_approved_once(
    desk: NewsDeskPage, author: User, colleague: User, superuser: User, _round: int
) -> None:
    draft = ArticlePageFactory.create(parent=desk, live=False)
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)

    def approving(user: User) -> Callable[[], None]:
        def approve() -> None:
            state = ArticlePage.objects.get(pk=draft.pk).current_workflow_task_state
            if state is not None:
                state.task.specific.on_action(state, user, "approve")

        return approve

    at_once(approving(colleague), approving(superuser))

    assert ArticlePage.objects.get(pk=draft.pk).live
    assert PageLogEntry.objects.filter(page=draft.pk, action="wagtail.publish").count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_guest_asked_anew_while_somebody_saves_and_publishes(
    desk: NewsDeskPage, author: User, colleague: User, _round: int
) -> None:
    draft = ArticlePageFactory.create(parent=desk, live=False)
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)
    invite(draft.pk, colleague, "gina@elsewhere.example")

    errors = at_once(
        lambda: invite(draft.pk, colleague, "gustav@elsewhere.example", instead=True),
        saving(draft, author, "Other words", in_place=True),
    )

    assert errors == []
    assert set(Authorship.objects.filter(page=draft).values_list("account", flat=True)) == {
        author.pk
    }
