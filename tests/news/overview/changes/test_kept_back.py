"""Locks, schedules, reviews, embargoes and the four-eyes rule hold for changes to many."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from members.models import User
from news.models import ArticlePage, BulkChange, NewsDeskPage, Topic
from news.overview.changes.registry import ARTICLE_CHANGES
from news.review import four_eyes
from tests.factories import ArticlePageFactory, UserFactory
from tests.news.deskwork import require_four_eyes
from tests.news.overview.changes.changing import LIST, address, change, latest, live, named


def test_locked_scheduled_and_reviewed_articles_are_left_and_say_why(
    edith: Client, desk: NewsDeskPage, administrator: User, topic: Topic, editor: User
) -> None:
    locked = ArticlePageFactory.create(
        parent=desk, title="Locked", locked=True, locked_by=administrator
    )
    scheduled = ArticlePageFactory.create(parent=desk, title="Scheduled", live=False)
    scheduled.go_live_at = timezone.now() + datetime.timedelta(days=1)
    scheduled.save_revision().publish()
    reviewed = ArticlePageFactory.create(parent=desk, title="Reviewed", live=False)
    reviewed.save_revision(user=editor)
    _review(desk, "Administrators").start(reviewed, editor)

    asked = edith.get(address("topics", locked, scheduled, reviewed)).content.decode()
    said = change(edith, "topics", locked, scheduled, reviewed, add=topic.pk)

    for reason in ("it is locked", "a version of it is scheduled", "it is in review"):
        assert reason in asked
        assert reason in said
    assert not any(named(latest(each)) for each in (locked, scheduled, reviewed))


def test_review_of_a_live_article_goes_on(
    edith: Client, desk: NewsDeskPage, article: ArticlePage, topic: Topic, editor: User
) -> None:
    article.title = "To be looked at"
    article.save_revision(user=editor)
    _review(desk, "Editors").start(article, editor)

    said = change(edith, "topics", article, add=topic.pk)

    assert "it is in review, which publishing would end" in said
    assert live(article).workflow_in_progress
    assert named(latest(article)) == {"Bookshops"}
    assert named(live(article)) == set()


def _review(desk: NewsDeskPage, group: str) -> Workflow:
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(Group.objects.get(name=group))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=desk, defaults={"workflow": workflow})
    return workflow


def test_four_eyes_rule_keeps_changes_of_live_articles_as_drafts(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    require_four_eyes()

    said = change(edith, "topics", article, add=topic.pk)

    assert "Changed as drafts only (1)" in said
    assert named(live(article)) == set()
    assert named(latest(article)) == {"Bookshops"}


def test_four_eyes_rule_names_own_articles_and_lets_others_be_published(
    edith: Client, desk: NewsDeskPage, editor: User, administrator: User
) -> None:
    own = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    other = ArticlePageFactory.create(parent=desk, title="Somebody's", live=False)
    own.save_revision(user=editor)
    other.save_revision(user=administrator)
    require_four_eyes()

    said = change(edith, "publish", own, other)

    assert "“Her own” was not published. You wrote or edited this version" in said
    assert not live(own).live
    assert live(other).live


def test_four_eyes_rule_holds_where_the_worker_acts_for_somebody(
    desk: NewsDeskPage, editor: User
) -> None:
    own = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    own.save_revision(user=editor)
    require_four_eyes()
    work = BulkChange.objects.create(kind="publish", keys=[own.pk], user=editor)

    ARTICLE_CHANGES.carry_on(work.pk, 1)

    work.refresh_from_db()
    assert not live(own).live
    assert len(work.left) == 1


def test_draft_keeps_its_authors_while_what_is_public_is_changed_beside_it(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    """The rule may be switched on before the draft is published."""
    author = UserFactory.create(groups=["Editors"])
    draft = latest(article)
    draft.summary = "Not public yet."
    draft.save_revision(user=author)

    change(edith, "topics", article, add=topic.pk)

    assert named(live(article)) == {"Bookshops"}
    assert author.pk in four_eyes.authors_of(article)
    latest(article).get_latest_revision().publish()
    assert four_eyes.authors_of(article) == set()


def test_embargo_is_kept_by_changes_to_many(edith: Client, desk: NewsDeskPage) -> None:
    early = ArticlePageFactory.create(parent=desk, title="Too early", live=False)
    early.embargoed_until = timezone.now() + datetime.timedelta(days=1)
    early.save()
    early.save_revision()

    said = change(edith, "publish", early)

    assert "Left as they were (1)" in said
    assert not live(early).live
    assert "embargo until" in edith.get(LIST).content.decode()
