"""Which articles are changed, and what the screen says of them before anything is."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from core.bulk_changes import actions
from members.models import User
from news.models import ArticlePage, BulkChange, NewsDeskPage, Topic
from tests.bulk import add_articles
from tests.factories import ArticlePageFactory
from tests.news.deskwork import require_four_eyes
from tests.news.overview.changes.changing import address, change, live, named


def test_all_in_the_list_are_those_the_filters_leave(
    edith: Client, desk: NewsDeskPage, topic: Topic
) -> None:
    inside = ArticlePageFactory.create(parent=desk, title="Inside", featured=True)
    outside = ArticlePageFactory.create(parent=desk, title="Outside")
    sought = ArticlePageFactory.create(parent=desk, title="A bookshop")

    edith.post(address("topics", featured="yes"), {"add": topic.pk})
    assert [named(live(each)) for each in (inside, outside)] == [{"Bookshops"}, set()]
    edith.post(address("topics", q="bookshop"), {"add": topic.pk})
    assert [named(live(each)) for each in (sought, outside)] == [{"Bookshops"}, set()]


def test_keys_that_are_none_are_passed_over(edith: Client, article: ArticlePage) -> None:
    for crafted in ("9" * 40, "-1", "", "x", "\u0663"):
        query = urlencode({"id": [crafted, article.pk]}, doseq=True)
        response = edith.get(f"/admin/bulk/news/articlepage/topics/?{query}")
        assert response.status_code == 200, crafted


def test_more_than_can_be_changed_together_are_refused(
    edith: Client, desk: NewsDeskPage, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 3)
    add_articles(desk, 4)

    asked = edith.get(address("topics")).content.decode()
    said = change(edith, "topics", add=topic.pk)

    assert "more than 3 articles" in asked
    assert "more than 3 articles" in said
    assert not BulkChange.objects.exists()


def test_screen_names_the_first_hundred_and_counts_the_rest(
    edith: Client, desk: NewsDeskPage
) -> None:
    add_articles(desk, 130)

    asked = edith.get(address("topics")).content.decode()

    assert asked.count("/edit/") == 100
    assert "And 30 more" in asked


def test_chosen_articles_out_of_reach_are_not_shown(
    edith: Client, home_page: Any, topic: Topic
) -> None:
    asked = edith.get(address("topics", home_page)).content.decode()

    assert "No article was chosen" in asked
    change(edith, "topics", home_page, add=topic.pk)
    assert not BulkChange.objects.exists()


def test_others_do_not_see_what_somebody_changed(
    client: Client, article: ArticlePage, editor: User, administrator: User
) -> None:
    work = BulkChange.objects.create(kind="publish", keys=[article.pk], user=editor)
    client.force_login(administrator)

    assert client.get(f"/admin/articles/changes/{work.pk}/").status_code in {302, 403}


def test_asking_changes_nothing(edith: Client, article: ArticlePage) -> None:
    for kind in ("publish", "topics", "disclaimer", "visibility", "shared-on", "unpublish"):
        assert edith.get(address(kind, article)).status_code == 200

    assert not BulkChange.objects.exists()
    assert article.revisions.count() == 1


def test_screen_that_asks_names_what_there_is_nothing_to_do_for(
    edith: Client, desk: NewsDeskPage, article: ArticlePage, editor: User
) -> None:
    own = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    own.save_revision(user=editor)
    require_four_eyes()

    asked = html.unescape(edith.get(address("publish", article, own)).content.decode())

    assert "it is public as it is" in asked
    assert "“Her own” was not published" in asked
    assert "Will be changed" not in asked
    assert "readers do not see it" in edith.get(address("unpublish", own)).content.decode()
