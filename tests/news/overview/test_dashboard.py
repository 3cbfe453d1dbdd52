"""The dashboard: what it says to whom, and what it costs."""

from __future__ import annotations

import datetime
import html

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from core import dashboard
from core.dashboard import Content, Line
from core.memory import clear
from core.scheduling import publish_due
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import ArticlePageFactory, TopicFactory
from tests.queries import queries_of

HOME = "/admin/"
MOST_QUERIES = 40
DAY = datetime.timedelta(days=1)


def panels(client: Client) -> dict[str, list[str]]:
    """The titles in each panel, by its heading."""
    clear()
    response = client.get(HOME)
    assert response.status_code == 200
    return {
        str(panel.heading): [line.title for line in panel.content.lines]
        for panel in response.context["panels"]
        if isinstance(panel, dashboard.DashboardPanel)
    }


def words(client: Client) -> str:
    """What the dashboard says."""
    return " ".join(html.unescape(client.get(HOME).content.decode()).split())


@pytest.fixture
def review(desk: NewsDeskPage) -> Workflow:
    """Editors approve what is shared on the desk."""
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(Group.objects.get(name="Editors"))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=desk, defaults={"workflow": workflow})
    return workflow


def test_empty_site_says_what_to_do(edith: Client) -> None:
    text = words(edith)

    assert "Nothing waits for your approval." in text
    assert "You have no unfinished articles." in text
    assert "/admin/articles/choose_parent/" in text
    assert "Nothing goes live by itself" in text
    assert "Expiring soon" not in text


def test_each_panel_shows_its_articles_and_leads_to_the_list(
    edith: Client, desk: NewsDeskPage, editor: User, review: Workflow, administrator: User
) -> None:
    topic = TopicFactory.create()

    def add(title: str, **fields: object) -> ArticlePage:
        article: ArticlePage = ArticlePageFactory.create(
            parent=desk, title=title, **{"summary": "In short.", **fields}
        )
        article.topics.add(topic)
        article.save()
        return article

    draft = add("My draft", live=False, owner=editor)
    draft.save_revision(user=editor)
    reviewed = add("Somebody's", live=False)
    reviewed.save_revision(user=administrator)
    review.start(reviewed, administrator)
    planned = add("Planned", live=False)
    planned.owner, planned.go_live_at = editor, timezone.now() + DAY
    planned.save_revision().publish()
    add("Just out").save_revision().publish()
    add("Ends", expire_at=timezone.now() + DAY)
    add("Bare", summary="")

    found = panels(edith)
    assert found["Waiting for you"] == ["Somebody's"]
    assert found["Your drafts"] == ["My draft"]
    assert found["Scheduled"] == ["Planned"]
    assert found["Lately published"] == ["Just out"]
    assert found["Expiring soon"] == ["Ends"]
    assert found["Without topics or a summary"] == ["Bare"]
    text = words(edith)
    assert "by Adam Administrator, since" in text
    assert "no summary" in text
    for panel in edith.get(HOME).context["panels"]:
        if isinstance(panel, dashboard.DashboardPanel) and panel.content.more:
            assert edith.get(panel.content.more).context["items_count"], panel.heading


def test_link_to_the_list_counts_what_it_leads_to(
    edith: Client, desk: NewsDeskPage, editor: User
) -> None:
    for number in range(2):
        draft = ArticlePageFactory.create(
            parent=desk, live=False, owner=editor, summary=f"Number {number}"
        )
        draft.save_revision(user=editor, log_action="wagtail.edit")
        draft.refresh_from_db()
    draft.go_live_at = timezone.now() + DAY
    draft.save_revision(user=editor, log_action="wagtail.edit").publish()

    response = edith.get(HOME)
    mine = next(
        panel
        for panel in response.context["panels"]
        if isinstance(panel, dashboard.DashboardPanel) and panel.name == "news.mine"
    )

    assert mine.content.number == len(mine.content.lines) == 1
    assert mine.content.more_in_words == "Show in the list"
    assert edith.get(mine.content.more).context["items_count"] == 1


def test_article_that_went_live_by_the_clock_is_lately_published(
    edith: Client, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk, title="At its hour", live=False)
    article.go_live_at = timezone.now() - DAY
    version = article.save_revision()
    version.approved_go_live_at = article.go_live_at
    version.save()
    assert publish_due() == 1

    assert panels(edith)["Lately published"] == ["At its hour"]


def test_whoever_publishes_nothing_sees_their_own_only(
    client: Client, desk: NewsDeskPage, contributor: User
) -> None:
    client.force_login(contributor)
    ArticlePageFactory.create(parent=desk, title="Hers", owner=contributor)
    ArticlePageFactory.create(parent=desk, title="Not hers")

    found = panels(client)
    assert found["Without topics or a summary"] == ["Hers"]
    assert "Waiting for you" not in found


def test_queries_do_not_grow_with_articles(edith: Client, desk: NewsDeskPage) -> None:
    add_articles(desk, 12)
    few = queries_of(edith, HOME)
    add_articles(desk, 288)
    many = queries_of(edith, HOME)

    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES


def test_many_are_counted_no_further_than_a_hundred(edith: Client, desk: NewsDeskPage) -> None:
    add_articles(desk, 120)

    assert "Show all 100+" in words(edith)
    assert len(panels(edith)["Without topics or a summary"]) == dashboard.SHOWN


def test_apps_to_come_add_panels(edith: Client) -> None:
    @dashboard.panel("tests.panel", "From elsewhere", order=1)
    def fill(user: User) -> Content:
        return Content([Line(f"For {user}", "/elsewhere/", "a note")])

    try:
        assert "a note" in words(edith)
        assert next(iter(panels(edith))) == "From elsewhere"
    finally:
        dashboard.withdraw("tests.panel")


def test_panel_that_is_not_for_somebody_is_left_out(edith: Client) -> None:
    dashboard.panel("tests.panel", "Not for her", order=1)(lambda _user: None)
    try:
        assert "Not for her" not in words(edith)
    finally:
        dashboard.withdraw("tests.panel")
