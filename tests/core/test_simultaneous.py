"""Two people have the same page open; each saves without having heard of the other."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.models import HomePage, StandardPage
from members.models import User
from tests.factories import StandardPageFactory, UserFactory


@pytest.fixture
def page(home_page: HomePage) -> StandardPage:
    """A published page with one version."""
    page: StandardPage = StandardPageFactory(parent=home_page, title="Opening hours", slug="hours")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def another(db: None) -> Client:
    """The browser of somebody else."""
    client = Client()
    client.force_login(UserFactory.create(display_name="Asta Other", groups=["Administrators"]))
    return client


@pytest.fixture
def own(client: Client, administrator: User) -> Client:
    """One's own browser."""
    client.force_login(administrator)
    return client


def form(page: StandardPage, title: str, **more: str) -> dict[str, Any]:
    """What a browser sends that has had the page open since now."""
    page.refresh_from_db()
    return {
        "title": title,
        "slug": "hours",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "loaded_revision_id": str(page.latest_revision.pk),
        "loaded_revision_created_at": page.latest_revision.created_at.isoformat(),
        **more,
    }


def edit(client: Client, page: StandardPage, sent: dict[str, Any]) -> str:
    """Send it; what the browser then shows."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, sent, follow=True)
    assert response.status_code == 200
    page.refresh_from_db()
    return html.unescape(response.content.decode())


def drafts(page: StandardPage) -> list[str]:
    """The titles of all versions, newest first."""
    return [each.as_object().title for each in page.revisions.order_by("-created_at", "-pk")]


def test_older_text_is_not_published_over_a_newer_one(
    own: Client, another: Client, page: StandardPage
) -> None:
    mine = form(page, "Mine", **{"action-publish": "1"})
    edit(another, page, form(page, "Theirs"))

    shown = edit(own, page, mine)

    assert "Asta Other saved another version of “Mine” while you were writing." in shown
    assert "Compare" in shown
    assert page.title == "Opening hours"
    assert drafts(page) == ["Mine", "Theirs", "Opening hours"]


def test_publishing_again_after_having_been_told_publishes(
    own: Client, another: Client, page: StandardPage
) -> None:
    mine = form(page, "Mine", **{"action-publish": "1"})
    edit(another, page, form(page, "Theirs"))
    edit(own, page, mine)

    edit(own, page, form(page, "Mine", **{"action-publish": "1"}))

    assert page.title == "Mine"


def test_who_saves_a_draft_over_another_is_told(
    own: Client, another: Client, page: StandardPage
) -> None:
    mine = form(page, "Mine")
    edit(another, page, form(page, "Theirs"))

    shown = edit(own, page, mine)

    assert "theirs is kept in the history" in shown
    assert drafts(page) == ["Mine", "Theirs", "Opening hours"]


def test_version_saved_again_in_place_counts_as_another(
    own: Client, another: Client, page: StandardPage
) -> None:
    """Autosave rewrites a version: its key stays, its time does not."""
    edit(another, page, form(page, "Theirs"))
    mine = form(page, "Mine", **{"action-publish": "1"})
    again = str(page.latest_revision.pk)
    edit(another, page, form(page, "Theirs again", overwrite_revision_id=again))

    shown = edit(own, page, mine)

    assert "while you were writing" in shown
    assert page.title == "Opening hours"


def test_nobody_else_there_nothing_is_said(own: Client, page: StandardPage) -> None:
    first = form(page, "Mine")
    assert "while you were writing" not in edit(own, page, first)
    # Autosave has written the version that is then published.
    saved = str(page.latest_revision.pk)

    shown = edit(own, page, first | {"overwrite_revision_id": saved, "action-publish": "1"})

    assert "while you were writing" not in shown
    assert page.title == "Mine"


def test_who_publishes_while_autosave_is_under_way_is_not_taken_for_another(
    own: Client, page: StandardPage
) -> None:
    edit(own, page, form(page, "Mine"))
    sent = form(page, "Mine, finished", **{"action-publish": "1"})
    edit(own, page, form(page, "Mine,", overwrite_revision_id=str(page.latest_revision.pk)))

    shown = edit(own, page, sent)

    assert "while you were writing" not in shown
    assert page.title == "Mine, finished"


def test_new_page_is_published(own: Client, home_page: HomePage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home_page.pk])
    sent = {
        "title": "New",
        "slug": "new",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }

    own.post(address, sent)

    assert StandardPage.objects.get(slug="new").live
