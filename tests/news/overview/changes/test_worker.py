"""The worker carries on with long changes, whatever happens to articles and accounts meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from members.models import User
from news.models import ArticlePage, BulkChange, NewsDeskPage, Topic
from news.overview.changes.registry import ARTICLE_CHANGES, resume_bulk_changes
from news.tasks import carry_on_with_bulk_change
from tests.bulk import add_articles
from tests.news.overview.changes.changing import change, live, named


def test_many_are_changed_by_the_worker_and_progress_is_shown(
    edith: Client, desk: NewsDeskPage, topic: Topic
) -> None:
    add_articles(desk, 12)

    said = change(edith, "topics", add=topic.pk)

    assert "0 of 12 articles have been looked at." in said
    work = BulkChange.objects.get()
    ARTICLE_CHANGES.carry_on(work.pk, 5)
    state = edith.get(f"/admin/articles/changes/{work.pk}/?state").content.decode()
    assert "5 of 12 articles have been looked at." in state
    assert "<html" not in state
    assert carry_on_with_bulk_change.call(work.pk) == 12
    assert (
        "12 articles changed." in edith.get(f"/admin/articles/changes/{work.pk}/").content.decode()
    )
    assert all(named(each) == {"Bookshops"} for each in ArticlePage.objects.all())


def test_worker_that_runs_twice_changes_nothing_twice(
    desk: NewsDeskPage, topic: Topic, editor: User
) -> None:
    add_articles(desk, 3)
    keys = list(ArticlePage.objects.values_list("pk", flat=True))
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=keys, user=editor
    )

    ARTICLE_CHANGES.carry_on(work.pk, 2)
    ARTICLE_CHANGES.carry_on(work.pk, 2)
    ARTICLE_CHANGES.carry_on(work.pk, 2)

    work.refresh_from_db()
    assert (work.done, work.changed, work.is_finished) == (3, 3, True)
    assert all(each.revisions.count() == 1 for each in ArticlePage.objects.all())


def test_article_that_fails_or_is_gone_does_not_keep_back_the_others(
    desk: NewsDeskPage, topic: Topic, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_articles(desk, 3)
    first, second, third = ArticlePage.objects.order_by("pk")
    first.delete()
    save = ArticlePage.save_revision

    def fail(article: ArticlePage, **options: Any) -> Any:
        if article.pk == second.pk:
            raise RuntimeError("a disk is full")
        return save(article, **options)

    monkeypatch.setattr(ArticlePage, "save_revision", fail)
    work = BulkChange.objects.create(
        kind="topics",
        wanted={"add": [topic.pk], "remove": []},
        keys=[first.pk, second.pk, third.pk],
        user=editor,
    )
    ARTICLE_CHANGES.carry_on(work.pk, 3)

    work.refresh_from_db()
    assert [reason for _key, _title, reason in work.left] == [
        "it has been deleted",
        "something went wrong; the site's log has the details",
    ]
    assert named(live(third)) == {"Bookshops"}


def test_change_without_a_worker_goes_on_without_the_article_it_stopped_at(
    desk: NewsDeskPage, topic: Topic, editor: User
) -> None:
    add_articles(desk, 3)
    keys = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=keys, user=editor
    )
    ARTICLE_CHANGES.carry_on(work.pk, 1)
    lost = DBTaskResult.objects.create(
        task_path=carry_on_with_bulk_change.module_path,
        args_kwargs={"args": [work.pk], "kwargs": {}},
        status="RUNNING",
        backend_name="jobs",
        run_after=timezone.now(),
    )
    assert resume_bulk_changes() == 0

    lost.status, lost.finished_at = "FAILED", timezone.now()
    lost.save()
    assert resume_bulk_changes() == 1

    ARTICLE_CHANGES.carry_on(work.pk, 3)
    work.refresh_from_db()
    assert work.is_finished
    assert [key for key, _title, _reason in work.left] == [keys[1]]
    assert [named(each) for each in ArticlePage.objects.order_by("pk")] == [
        {"Bookshops"},
        set(),
        {"Bookshops"},
    ]
    assert resume_bulk_changes() == 0


def test_rights_taken_away_meanwhile_hold(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic, editor: User
) -> None:
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=[article.pk], user=editor
    )
    editor.groups.clear()

    ARTICLE_CHANGES.carry_on(work.pk, 1)

    work.refresh_from_db()
    assert [reason for _key, _title, reason in work.left] == ["you may not change it"]


def test_account_closed_meanwhile_changes_nothing_more(
    desk: NewsDeskPage, topic: Topic, editor: User
) -> None:
    add_articles(desk, 1)
    keys = list(ArticlePage.objects.values_list("pk", flat=True))
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=keys, user=editor
    )
    User.objects.filter(pk=editor.pk).update(is_active=False)

    ARTICLE_CHANGES.carry_on(work.pk, 1)

    assert named(live(ArticlePage.objects.get())) == set()
