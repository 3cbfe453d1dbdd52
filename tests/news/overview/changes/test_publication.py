"""Many articles are published, taken down, or shown to some groups only."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import PageLogEntry, PageViewRestriction, Revision

from members.models import User
from members.rights import MEMBERS
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, restrict
from tests.news.overview.changes.changing import address, change, live


def test_publishing_many_names_what_is_refused_and_publishes_the_others(
    edith: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = ArticlePageFactory.create(parent=desk, title="Ready", live=False)
    refused = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    lacking = ArticlePageFactory.create(parent=desk, title="No source", live=False, source=None)
    for article in (ready, refused, lacking):
        article.save_revision(clean=False)
    publish = Revision.publish

    def refuse_one(revision: Revision, **options: Any) -> None:
        if revision.object_id == str(refused.pk):
            raise PermissionDenied("you wrote this version")
        publish(revision, **options)

    monkeypatch.setattr(Revision, "publish", refuse_one)
    said = change(edith, "publish", refused, lacking, ready).replace("</a>", "")

    assert live(ready).live
    assert not live(refused).live
    assert not live(lacking).live
    assert "Left as they were (2)" in said
    assert "Her own: you wrote this version" in said
    assert "No source: it lacks something: Source: This field cannot be blank." in said


def test_publishing_publishes_the_newest_version(
    edith: Client, article: ArticlePage, editor: User
) -> None:
    article.title = "The new headline"
    article.save_revision(user=editor)

    change(edith, "publish", article)

    assert live(article).title == "The new headline"
    assert "1 was so already." in change(edith, "publish", article)


def test_unpublishing_takes_down_and_keeps(edith: Client, article: ArticlePage) -> None:
    change(edith, "unpublish", article)

    assert not live(article).live
    assert "1 was so already." in change(edith, "unpublish", article)
    assert PageLogEntry.objects.filter(action="wagtail.unpublish", page=article.pk).exists()


def test_whoever_may_not_publish_may_neither_publish_nor_take_down_nor_open(
    changer: Client, article: ArticlePage
) -> None:
    restrict(article, MEMBERS)
    for kind in ("publish", "unpublish", "visibility"):
        said = changer.get(address(kind, article)).content.decode()
        assert "Will stay as they are" in said
        assert 'type="submit"' not in said.partition("nice-padding")[2].partition("</main>")[0]
        change(changer, kind, article)

    assert live(article).live
    assert PageViewRestriction.objects.filter(page=article).exists()


def test_visibility_is_for_groups_or_everyone(edith: Client, article: ArticlePage) -> None:
    members = Group.objects.get(name=MEMBERS)

    change(edith, "visibility", article, groups=members.pk)
    restriction = PageViewRestriction.objects.get(page=article)
    assert list(restriction.groups.all()) == [members]
    assert "1 was so already." in change(edith, "visibility", article, groups=members.pk)
    change(edith, "visibility", article)
    assert not PageViewRestriction.objects.exists()
    logged = PageLogEntry.objects.filter(page=article.pk, action__contains="view_restriction")
    assert logged.count() == 2


def test_article_of_a_private_desk_is_said_to_stay_private(
    edith: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    restrict(desk, MEMBERS)

    assert "its whole desk is for some groups only" in change(edith, "visibility", article)
