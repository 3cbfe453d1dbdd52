"""The list of articles: what is in it, how it is narrowed, and what it costs."""

from __future__ import annotations

import datetime
import html
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core import keys_first, memory
from members.models import User
from members.rights import MEMBERS
from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import (
    ArticlePageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    restrict,
)
from tests.news.deskwork import PUBLISH, form
from tests.queries import queries_of

LIST = "/admin/articles/"
# As many as one page of the list needs, whatever stands on it.
MOST_QUERIES = 24
HOUR = datetime.timedelta(hours=1)


def titles(client: Client, **narrowed: Any) -> list[str]:
    """The headlines in the list, in their order."""
    response = client.get(LIST, narrowed)
    assert response.status_code == 200
    return [row.article.title for row in response.context["object_list"]]


def words(client: Client, **narrowed: Any) -> str:
    """What the list says."""
    return " ".join(html.unescape(client.get(LIST, narrowed).content.decode()).split())


def add(desk: NewsDeskPage, title: str, **fields: Any) -> ArticlePage:
    """Another article."""
    article: ArticlePage = ArticlePageFactory.create(parent=desk, title=title, **fields)
    return article


def test_queries_are_as_many_for_twelve_as_for_three_hundred_articles(
    edith: Client, desk: NewsDeskPage
) -> None:
    add_articles(desk, 12)
    few = queries_of(edith, LIST)
    add_articles(desk, 288)
    many = queries_of(edith, LIST)

    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES


def test_queries_do_not_grow_with_what_is_in_review_scheduled_private_or_about_something(
    edith: Client, desk: NewsDeskPage, editor: User
) -> None:
    topic = TopicFactory.create()
    counts = []
    for number in (2, 10):
        for position in range(number):
            article = add(desk, f"Number {number}-{position}", live=False)
            article.topics.add(topic)
            article.save()
            article.go_live_at = timezone.now() + HOUR
            article.save_revision(user=editor).publish(user=editor)
            restrict(article, MEMBERS)
        counts.append(len(queries_of(edith, LIST)))

    assert counts[0] == counts[1] <= MOST_QUERIES


def test_newest_changes_come_first_and_what_was_never_changed_last(
    edith: Client, desk: NewsDeskPage
) -> None:
    add(desk, "Never changed")
    for title in ("Changed first", "Changed last"):
        add(desk, title).save_revision()

    assert titles(edith) == ["Changed last", "Changed first", "Never changed"]
    assert titles(edith, ordering="latest_revision_created_at") == [
        "Never changed",
        "Changed first",
        "Changed last",
    ]


@pytest.mark.parametrize("ordering", ["title", "-title", "shared_on", "-shared_on"])
def test_every_article_is_on_exactly_one_page(
    edith: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch, ordering: str
) -> None:
    monkeypatch.setattr(keys_first, "FEW", 60)
    add_articles(desk, 203)
    found = [title for page in range(1, 6) for title in titles(edith, p=page, ordering=ordering)]

    assert len(found) == len(set(found)) == 203
    assert len(titles(edith, p=5, ordering=ordering)) == 3


def test_number_is_remembered_for_long_lists_and_exact_for_short_ones(
    edith: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_first, "FEW", 60)
    add_articles(desk, 70)
    assert edith.get(LIST).context["items_count"] == 70
    ArticlePage.objects.get(title="Bulk article 7").delete()
    memory.clear()

    assert edith.get(LIST).context["items_count"] == 69


def test_last_page_shows_what_is_left_where_the_remembered_number_is_too_high(
    edith: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_first, "FEW", 60)
    add_articles(desk, 120)
    assert len(titles(edith, p=3)) == 20
    # As a process sees it that has not yet heard of a deletion.
    Page.objects.filter(title="Bulk article 7").delete()

    assert edith.get(LIST, {"p": 3}).status_code == 200


def test_status_says_in_words_what_will_happen(
    edith: Client, desk: NewsDeskPage, editor: User
) -> None:
    year = timezone.localtime().year + 1
    article = add(desk, "Comes later", live=False)
    article.go_live_at = datetime.datetime(year, 12, 3, 9, 0, tzinfo=datetime.UTC)
    article.expire_at = datetime.datetime(year, 12, 24, 18, 30, tzinfo=datetime.UTC)
    article.save_revision(user=editor).publish(user=editor)
    restrict(article, MEMBERS)

    text = words(edith)
    assert "scheduled" in text
    assert f"goes live December 3, {year}, 9 a.m." in text
    assert f"expires December 24, {year}, 6:30 p.m." in text
    assert "for Members" in text
    assert "Edith Editor" in text


def test_draft_of_live_article_is_said_to_be_unpublished(
    edith: Client, article: ArticlePage, editor: User
) -> None:
    article.title = "Another headline"
    article.save_revision(user=editor)

    text = words(edith)
    assert "Another headline" in text
    assert "changes not published" in text


def test_article_in_review_names_the_task(edith: Client, desk: NewsDeskPage, editor: User) -> None:
    article = add(desk, "To be looked at", live=False)
    article.save_revision(user=editor)
    workflow = article.get_workflow() or _workflow(desk)
    workflow.start(article, editor)

    assert "in review" in words(edith)
    assert titles(edith, status="review") == ["To be looked at"]
    assert titles(edith, status="scheduled") == []


def _workflow(desk: NewsDeskPage) -> Workflow:
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(Group.objects.get(name="Editors"))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=desk)
    return workflow


def test_filters_find_what_they_name(edith: Client, desk: NewsDeskPage, editor: User) -> None:
    topic, source = TopicFactory.create(), SourceFactory.create()
    add(desk, "Draft", live=False, summary="In short.", owner=editor)
    add(desk, "Featured", featured=True, summary="In short.")
    about = add(desk, "About something", summary="In short.", source=source)
    about.topics.add(topic)
    about.save()
    add(desk, "Bare", shared_on=datetime.date(2020, 2, 2))
    expiring = add(desk, "Expiring", summary="In short.", expire_at=timezone.now() + HOUR)
    restrict(expiring, MEMBERS)

    assert titles(edith, status="draft") == ["Draft"]
    assert titles(edith, status="expiring") == ["Expiring"]
    assert set(titles(edith, status=["draft", "expiring"])) == {"Draft", "Expiring"}
    assert titles(edith, featured="yes") == ["Featured"]
    assert titles(edith, topics=topic.pk) == ["About something"]
    assert titles(edith, source=source.pk) == ["About something"]
    assert titles(edith, lacks="summary") == ["Bare"]
    assert "About something" not in titles(edith, lacks="topics")
    assert titles(edith, shared_on_from="2020-02-01", shared_on_to="2020-02-03") == ["Bare"]
    assert titles(edith, visibility="groups") == ["Expiring"]
    assert "Expiring" not in titles(edith, visibility="everyone")
    assert titles(edith, owner=editor.pk) == ["Draft"]


def test_edited_by_finds_what_the_audit_log_knows(
    edith: Client, article: ArticlePage, desk: NewsDeskPage, editor: User
) -> None:
    add(desk, "Not touched")
    article.save_revision(user=editor, log_action=True)

    assert titles(edith, edited_by=editor.pk) == [article.title]


def test_search_finds_words_in_articles_also_drafts(edith: Client, desk: NewsDeskPage) -> None:
    add(desk, "The bookshop of the upland", live=False)
    add(desk, "Something else", summary="About a bookshop.")
    add(desk, "Nothing of the kind")

    assert set(titles(edith, q="bookshop")) == {
        "The bookshop of the upland",
        "Something else",
    }
    assert titles(edith, q="bookshop", status="draft") == ["The bookshop of the upland"]
    assert titles(edith, q="books", ordering="title") == [
        "Something else",
        "The bookshop of the upland",
    ]
    assert titles(edith, q="zebra") == []
    assert "No article is like that" in words(edith, q="zebra")


def test_empty_list_helps(edith: Client) -> None:
    assert "Write the first article" in words(edith)


def test_somebody_with_rights_on_one_desk_sees_that_desk_only(
    client: Client, desk: NewsDeskPage
) -> None:
    other = NewsDeskPageFactory.create(parent=desk.get_parent(), title="Other desk")
    add(desk, "Theirs")
    add(other, "Ours")
    group = Group.objects.create(name="Other desk's people")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.all())
    for each in GroupPagePermission.objects.filter(page=desk, group__name="Editors"):
        GroupPagePermission.objects.create(group=group, page=other, permission=each.permission)
    client.force_login(UserFactory.create(groups=[group.name]))

    assert titles(client) == ["Ours"]


def test_list_of_one_of_several_desks(edith: Client, desk: NewsDeskPage) -> None:
    other = NewsDeskPageFactory.create(parent=desk.get_parent(), title="Other desk")
    add(desk, "Theirs")
    add(other, "Ours")

    assert titles(edith, desk=other.pk) == ["Ours"]
    assert len(titles(edith)) == 2


def test_member_is_refused(client: Client, member: User) -> None:
    client.force_login(member)

    assert client.get(LIST).status_code == 302
    assert client.get(LIST, follow=True).status_code == 403


def test_long_desk_leads_from_the_explorer_to_the_list(edith: Client, desk: NewsDeskPage) -> None:
    explorer = reverse("wagtailadmin_explore", args=[desk.pk])
    assert edith.get(explorer).status_code == 200
    Page.objects.filter(pk=desk.pk).update(numchild=1_001)

    response = edith.get(explorer, {"q": "shop"})
    assert response.status_code == 302
    assert response["Location"] == f"{LIST}?desk={desk.pk}&q=shop"
    assert edith.get(response["Location"]).status_code == 200


def test_whoever_is_done_with_an_article_returns_to_the_list_they_came_from(
    edith: Client, article: ArticlePage
) -> None:
    narrowed = f"{LIST}?status=live"
    row = html.unescape(edith.get(narrowed).content.decode())
    opened = f"/admin/pages/{article.pk}/edit/?{urlencode({'next': narrowed})}"
    assert f'href="{opened}"' in row
    fragment = edith.get(f"{LIST}results/?status=live&_w_filter_fragment=1")
    assert f'href="{opened}"' in html.unescape(fragment.content.decode())

    sent = form(title=article.title, slug=article.slug, source=str(article.source_id), **PUBLISH)
    from_list = edith.post(opened, sent | {"next": narrowed})
    from_elsewhere = edith.post(f"/admin/pages/{article.pk}/edit/", sent)

    assert from_list["Location"] == narrowed
    assert from_elsewhere["Location"] == LIST


def test_new_article_leads_to_the_list(edith: Client, desk: NewsDeskPage) -> None:
    sent = form(title="Brand new", source=str(SourceFactory.create().pk), **PUBLISH)

    answer = edith.post(f"/admin/pages/add/news/articlepage/{desk.pk}/", sent)

    assert answer["Location"] == LIST
