"""Who may do what in the admin: the groups' rights from the migrations, tried by request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, Page, Site, Workflow, WorkflowPage

from home.models import HomePage
from news.models import Disclaimer, NewsDeskPage, Publishing, ReviewTask
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    ImageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.members.people import (
    ACCOUNTS,
    ADMINISTRATION,
    EDITORIAL,
    EVERYBODY,
    NOBODY,
    STAFF,
    WRITING,
    browser_of,
)


def page_url(action: str, page: Page) -> str:
    """A page's page in the admin."""
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


def new_page(parent: Page, app_label: str, model: str) -> str:
    """Where a page is begun."""
    return reverse("wagtailadmin_pages:add", args=[app_label, model, parent.pk])


def home_page() -> Any:
    """The home page."""
    return HomePage.objects.get()


def desk() -> Any:
    """The desk."""
    return NewsDeskPage.objects.get()


def rules() -> Publishing:
    """The rules for publishing."""
    return Publishing.objects.get_or_create(pk=1)[0]


def uploaded(factory: Any) -> Any:
    """A file where uploads go unless an editor chooses another collection."""
    return factory(collection=Collection.get_first_root_node())


# What is opened, and who gets to see it. Each function makes what it needs.
DOORS: dict[str, tuple[Callable[[], str], frozenset[str]]] = {
    "dashboard": (lambda: reverse("wagtailadmin_home"), STAFF),
    "articles": (lambda: reverse("articles:index"), WRITING),
    "new article": (lambda: new_page(desk(), "news", "articlepage"), WRITING),
    "edit article": (lambda: page_url("edit", ArticlePageFactory(parent=desk())), EDITORIAL),
    "delete article": (lambda: page_url("delete", ArticlePageFactory(parent=desk())), EDITORIAL),
    "unpublish article": (
        lambda: page_url("unpublish", ArticlePageFactory(parent=desk())),
        EDITORIAL,
    ),
    "edit desk": (lambda: page_url("edit", desk()), EDITORIAL),
    # Whoever may do everything on the desk may also take it away; Wagtail asks before.
    "delete desk": (lambda: page_url("delete", desk()), EDITORIAL),
    "new desk": (lambda: new_page(home_page(), "news", "newsdeskpage"), ADMINISTRATION),
    "edit home page": (lambda: page_url("edit", home_page()), ADMINISTRATION),
    "new standard page": (lambda: new_page(home_page(), "home", "standardpage"), ADMINISTRATION),
    "edit standard page": (
        lambda: page_url("edit", StandardPageFactory(parent=home_page())),
        ADMINISTRATION,
    ),
    "privacy of the desk": (
        lambda: reverse("wagtailadmin_pages:set_privacy", args=[desk().pk]),
        EDITORIAL,
    ),
    "privacy of the home page": (
        lambda: reverse("wagtailadmin_pages:set_privacy", args=[home_page().pk]),
        ADMINISTRATION,
    ),
    "sources": (lambda: reverse("wagtailsnippets_news_source:list"), EDITORIAL),
    "new source": (lambda: reverse("wagtailsnippets_news_source:add"), EDITORIAL),
    "edit source": (
        lambda: reverse("wagtailsnippets_news_source:edit", args=[SourceFactory.create().pk]),
        EDITORIAL,
    ),
    "choose a source": (lambda: reverse("wagtailsnippetchoosers_news_source:choose"), STAFF),
    "new topic": (lambda: reverse("wagtailsnippets_news_topic:add"), EDITORIAL),
    "delete topic": (
        lambda: reverse("wagtailsnippets_news_topic:delete", args=[TopicFactory.create().pk]),
        EDITORIAL,
    ),
    "new disclaimer": (lambda: reverse("wagtailsnippets_news_disclaimer:add"), EDITORIAL),
    "edit disclaimer": (
        lambda: reverse("wagtailsnippets_news_disclaimer:edit", args=[Disclaimer.objects.get().pk]),
        EDITORIAL,
    ),
    "images": (lambda: reverse("wagtailimages:index"), WRITING),
    "new image": (lambda: reverse("wagtailimages:add"), WRITING),
    "edit image": (
        lambda: reverse("wagtailimages:edit", args=[uploaded(ImageFactory).pk]),
        EDITORIAL,
    ),
    "new document": (lambda: reverse("wagtaildocs:add"), WRITING),
    "delete document": (
        lambda: reverse("wagtaildocs:delete", args=[uploaded(DocumentFactory).pk]),
        EDITORIAL,
    ),
    "organisation": (
        lambda: reverse(
            "wagtailsettings:edit", args=["home", "organisation", Site.objects.get().pk]
        ),
        ADMINISTRATION,
    ),
    "rules for publishing": (
        lambda: reverse("wagtailsettings:edit", args=["news", "publishing", rules().pk]),
        ADMINISTRATION,
    ),
    "accounts": (lambda: reverse("wagtailusers_users:index"), ACCOUNTS),
    "new account": (lambda: reverse("wagtailusers_users:add"), ACCOUNTS),
    "redirects": (lambda: reverse("wagtailredirects:index"), ADMINISTRATION),
    "new redirect": (lambda: reverse("wagtailredirects:add"), ADMINISTRATION),
    "collections": (lambda: reverse("wagtailadmin_collections:index"), ADMINISTRATION),
    "new collection": (lambda: reverse("wagtailadmin_collections:add"), ADMINISTRATION),
    "workflows": (lambda: reverse("wagtailadmin_workflows:index"), ADMINISTRATION),
    "edit workflow": (
        lambda: reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get().pk]),
        ADMINISTRATION,
    ),
    "new task": (
        lambda: reverse(
            "wagtailadmin_workflows:add_task", args=["wagtailcore", "groupapprovaltask"]
        ),
        ADMINISTRATION,
    ),
    "groups": (lambda: reverse("wagtailusers_groups:index"), NOBODY),
    "new group": (lambda: reverse("wagtailusers_groups:add"), NOBODY),
    "edit group": (
        lambda: reverse(
            "wagtailusers_groups:edit", args=[Group.objects.get(name="Administrators").pk]
        ),
        NOBODY,
    ),
    "sites": (lambda: reverse("wagtailsites:index"), NOBODY),
    "new site": (lambda: reverse("wagtailsites:add"), NOBODY),
    "page below the root": (
        lambda: new_page(Page.get_first_root_node(), "home", "homepage"),
        NOBODY,
    ),
    "edit the root collection": (
        lambda: reverse(
            "wagtailadmin_collections:edit", args=[Collection.get_first_root_node().pk]
        ),
        NOBODY,
    ),
}


@pytest.mark.parametrize(("door", "allowed"), DOORS.values(), ids=DOORS.keys())
def test_door_opens_for_those_it_should(
    door: Callable[[], str], allowed: frozenset[str], db: None
) -> None:
    path = door()

    opened = {who for who in EVERYBODY if browser_of(who).get(path).status_code == 200}

    assert opened == allowed


def test_groups_and_workflow_of_wagtail_are_replaced_by_ours(desk: NewsDeskPage) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Members",
        "Contributors",
        "Editors",
        "Membership",
        "Moderators",
        "Administrators",
    }
    workflow = Workflow.objects.get()
    task = ReviewTask.objects.get()
    assert list(workflow.tasks) == [task.task_ptr]
    assert {group.name for group in task.groups.all()} == {"Editors", "Administrators"}
    assert [placed.page.specific for placed in WorkflowPage.objects.all()] == [desk]
    assert workflow.name == "News Desk review"


def test_editor_publishes_without_asking(desk: NewsDeskPage) -> None:
    editor = UserFactory.create(groups=["Editors"])

    tester = ArticlePageFactory(parent=desk).permissions_for_user(editor)

    assert tester.can_publish()
    assert tester.can_submit_for_moderation()
    assert tester.can_lock()
