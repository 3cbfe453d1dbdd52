"""Words that would be HTML are shown as words on every screen of the desk in the admin."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from members.models import User
from news.corrections.telling import withdraw
from news.merging.services import merge
from news.models import ArticlePage, BulkChange, Correction, Decision, NewsDeskPage
from news.review.guests.codes import make_code
from news.review.guests.deciding import decide
from news.review.guests.inviting import invite
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, UserFactory
from tests.news.deskwork import write

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def client_of_superuser(client: Client, superuser: User) -> Client:
    """Somebody who sees everything."""
    client.force_login(superuser)
    return client


@pytest.fixture
def draft(desk: NewsDeskPage) -> ArticlePage:
    """A hostile draft, planned and in review, by a hostile name."""
    author = UserFactory.create(display_name=HOSTILE[:50], groups=["Editors"])
    article = write(author, desk, title=HOSTILE)
    version = article.get_latest_revision_as_object()
    version.go_live_at = timezone.now() + datetime.timedelta(days=1)
    version.summary = HOSTILE
    version.source = SourceFactory.create(name=HOSTILE)
    version.save_revision(user=author)
    article.get_workflow().start(article, author)
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def live(desk: NewsDeskPage, superuser: User) -> ArticlePage:
    """A hostile article, corrected twice, once too often."""
    article: ArticlePage = ArticlePageFactory.create(parent=desk, title=HOSTILE)
    article.topics.set([TopicFactory.create(name=HOSTILE)])
    article.save_revision().publish()
    for text in (HOSTILE, f"{HOSTILE} again"):
        version = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
        version.correction = text
        version.save_revision().publish()
    withdraw(Correction.objects.filter(article=article)[0], user=superuser, reason=HOSTILE)
    return article


def read(client: Client, address: str) -> str:
    """What a screen says, which must be there."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return response.content.decode()


def test_screens_show_hostile_words_as_words(
    client_of_superuser: Client, superuser: User, draft: ArticlePage, live: ArticlePage
) -> None:
    invite(draft.pk, superuser, "gina@elsewhere.example", HOSTILE)
    kept, other = (
        SourceFactory.create(name=f"{HOSTILE} 1"),
        SourceFactory.create(name=HOSTILE + "2"),
    )
    merge(kept, [other], superuser)
    work = BulkChange.objects.create(
        kind="topics", user=superuser, keys=[live.pk], done=1, left=[[live.pk, HOSTILE, HOSTILE]]
    )
    told = Correction.objects.filter(article=live)[0]
    bulk = "wagtail_bulk_action"
    screens = [
        reverse("wagtailadmin_home"),
        reverse("articles:index"),
        reverse("articles:bulk_change", args=[work.pk]),
        reverse("news_calendar:index"),
        reverse("news_calendar:index") + "?view=list",
        reverse("news_guests:invitations", args=[draft.pk]),
        reverse("news_review:publish_alone", args=[draft.pk]),
        reverse("news_corrections:withdraw", args=[told.pk]),
        reverse("news_disclaimers:article", args=[live.pk]),
        *(reverse("wagtailadmin_pages:edit", args=[each.pk]) for each in (draft, live)),
        *(reverse("wagtailadmin_pages:history", args=[each.pk]) for each in (draft, live)),
        reverse(f"{type(kept).snippet_viewset.url_namespace}:list"),
        reverse(f"{type(kept).snippet_viewset.url_namespace}:history", args=[kept.pk]),
        reverse("news_writing:choose_to_copy", args=[live.get_parent().pk]),
        reverse(bulk, args=["news", "source", "merge"]) + f"?id={kept.pk}",
        reverse(bulk, args=["news", "articlepage", "topics"]) + f"?id={live.pk}&id={draft.pk}",
        reverse(bulk, args=["news", "articlepage", "publish"]) + f"?id={live.pk}&id={draft.pk}",
        *(f"/admin/reports/desk/{name}/" for name in ("by-source", "by-topic", "incomplete")),
        "/admin/reports/desk/by-editor/",
    ]

    for screen in screens:
        said = read(client_of_superuser, screen)
        assert "<img src=x" not in said, screen

    assert "&lt;img src=x" in read(client_of_superuser, reverse("articles:index"))


def test_remark_of_a_guest_is_shown_as_words(
    client_of_superuser: Client, superuser: User, draft: ArticlePage
) -> None:
    """In the article's history, in the review's, above the form; and it is no header of a mail."""
    _invitation, token = invite(draft.pk, superuser, "gina@elsewhere.example", HOSTILE)
    made = make_code(token)
    assert isinstance(made, tuple)
    decide(token, Decision.CHANGES, made[1], f"{HOSTILE}\r\nBcc: everybody@elsewhere.example")

    for name in ("history", "workflow_history", "edit"):
        said = read(client_of_superuser, reverse(f"wagtailadmin_pages:{name}", args=[draft.pk]))
        assert "<img src=x" not in said, name

    assert all(message.recipients() == message.to for message in mail.outbox)
    assert PageLogEntry.objects.filter(page=draft.pk, action="news.guest.changes_asked").exists()


def test_answers_to_the_form_are_json_and_no_page(
    client_of_superuser: Client, live: ArticlePage, draft: ArticlePage
) -> None:
    response = client_of_superuser.get(
        reverse("news_writing:find_doubles"), {"headline": HOSTILE * 2 + " and more words here"}
    )
    found: dict[str, Any] = json.loads(response.content)

    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "doubles" in found
