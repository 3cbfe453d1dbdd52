"""A reviewer without an account opens the link and decides."""

from __future__ import annotations

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, TaskState, WorkflowState, WorkflowTask

from members.models import User
from news.models import ArticlePage, GuestInvitation
from news.review.guests.inviting import invite
from news.review.guests.tasks import tell_inviter
from tests.news.review.guests.steps import (
    ADDRESS,
    HEADLINE,
    Guest,
    autosave,
    invited,
    state,
    write,
)


def test_link_shows_the_article_as_readers_will_see_it(guest: Guest) -> None:
    response = guest.open()

    page = response.content.decode()
    assert response.status_code == 200
    assert f"<h1>{HEADLINE}</h1>" in page
    assert "First words." in page
    assert "Edith Editor asks you" in page
    assert "Send me a code" in page


def test_opening_the_link_changes_nothing(guest: Guest, article: ArticlePage) -> None:
    before = GuestInvitation.objects.values().get()

    guest.open()
    guest.browser.head(guest.link)

    assert GuestInvitation.objects.values().get() == before
    assert not mail.outbox
    assert not state(article).live


def test_approval_with_the_mailed_code_publishes_what_was_shown(
    guest: Guest, article: ArticlePage
) -> None:
    response = guest.decide("approve", remark="Well told.")

    published = state(article)
    assert "it is published" in response.content.decode()
    assert published.live
    assert published.title == HEADLINE
    assert published.summary == "First words."
    assert published.live_revision_id == article.latest_revision_id
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_workflow_and_log_name_the_reviewer(guest: Guest, article: ArticlePage) -> None:
    guest.decide("approve", remark="Well told.")

    task_state = TaskState.objects.get()
    assert task_state.status == TaskState.STATUS_APPROVED
    assert task_state.finished_by is None
    assert ADDRESS in task_state.comment
    assert "Edith Editor" in task_state.comment
    assert "Well told." in task_state.comment
    entries = PageLogEntry.objects.filter(action__startswith="news.guest.").order_by("pk")
    assert [entry.action for entry in entries] == [
        "news.guest.invited",
        "news.guest.code_sent",
        "news.guest.approved",
    ]
    assert all(entry.data["address"] == ADDRESS for entry in entries)
    assert all(ADDRESS in entry.message for entry in entries)
    assert [entry.user for entry in entries] == [guest.invitation.invited_by, None, None]


def test_request_for_changes_ends_the_step_and_keeps_the_article_unpublished(
    guest: Guest, article: ArticlePage
) -> None:
    response = guest.decide("changes", remark="The date is wrong.")

    assert "asked for changes" in response.content.decode()
    assert not state(article).live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "The date is wrong." in TaskState.objects.get().comment


def test_request_for_changes_has_to_say_which(guest: Guest) -> None:
    response = guest.decide("changes", remark="  ")

    assert "Please say what should be changed." in response.content.decode()
    assert guest.now().decided_at is None


def test_decision_has_to_be_chosen(guest: Guest) -> None:
    response = guest.decide("", code=guest.code())

    assert "Please choose one of the two." in response.content.decode()
    assert guest.now().decided_at is None


def test_inviter_is_told_by_mail(guest: Guest, editor: User) -> None:
    guest.decide("approve", remark="Well told.")
    mail.outbox.clear()

    assert tell_inviter.call(guest.invitation.pk)

    (told,) = mail.outbox
    assert told.to == [editor.email]
    assert ADDRESS in told.subject
    assert "Well told." in told.body
    assert f"/admin/pages/{guest.invitation.article_id}/edit/" in told.body


def test_inviter_whose_account_is_gone_is_not_told(guest: Guest) -> None:
    GuestInvitation.objects.update(invited_by=None)

    assert not tell_inviter.call(guest.invitation.pk)
    assert not mail.outbox


def test_approval_of_a_step_before_the_last_passes_the_article_on(
    guest: Guest, article: ArticlePage
) -> None:
    workflow = WorkflowState.objects.get().workflow
    second = GroupApprovalTask.objects.create(name="The board")
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)

    response = guest.decide("approve")

    assert "somebody else has a look" in response.content.decode()
    assert not state(article).live
    assert state(article).current_workflow_task == second


def test_approval_of_a_planned_article_plans_it(article: ArticlePage, editor: User) -> None:
    planned = timezone.now() + datetime.timedelta(days=3)
    write(article, article.owner, go_live_at=planned)
    guest = invited(article, editor, Client())

    response = guest.decide("approve")

    assert "It will be published at" in response.content.decode()
    assert not state(article).live
    assert state(article).approved_schedule


def test_change_of_a_published_article_is_published(
    guest: Guest, article: ArticlePage, editor: User, author: User
) -> None:
    guest.decide("approve")
    changed = write(article, author, title="A village keeps its bookshop")
    changed.get_workflow().start(changed, author)
    second = invited(changed, editor, Client(), "second@elsewhere.example")

    second.decide("approve")

    assert state(article).title == "A village keeps its bookshop"


def test_link_works_once(guest: Guest, article: ArticlePage) -> None:
    code = guest.code()
    guest.decide("approve", code)

    again = guest.decide("changes", code, remark="No, wait.")

    assert again.status_code == 410
    assert "This link has been used" in again.content.decode()
    assert state(article).live
    assert guest.now().decision == "approve"
    assert PageLogEntry.objects.filter(action="wagtail.publish").count() == 1


@pytest.mark.parametrize("change", [write, autosave], ids=["save", "autosave in place"])
def test_article_changed_since_is_not_decided_about(
    guest: Guest, article: ArticlePage, author: User, change: object
) -> None:
    code = guest.code()
    change(article, author, title="Something else")  # type: ignore[operator]  # one of the two

    opened, sent = guest.open(), guest.decide("approve", code)

    for response in (opened, sent):
        page = response.content.decode()
        assert response.status_code == 410
        assert "The article has been changed" in page
        assert "Something else" not in page
        assert HEADLINE not in page
    assert not state(article).live
    assert guest.now().decided_at is None


def test_version_saved_anew_with_the_same_words_can_be_decided_about(
    guest: Guest, article: ArticlePage, author: User
) -> None:
    write(article, author)

    guest.decide("approve")

    assert state(article).live
    assert not state(article).has_unpublished_changes


def test_frozen_content_is_shown_even_if_the_published_one_differs(
    guest: Guest, article: ArticlePage
) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(title="As published")

    assert f"<h1>{HEADLINE}</h1>" in guest.open().content.decode()


def test_nobody_is_signed_in_and_no_cookie_is_set(guest: Guest) -> None:
    guest.open()
    guest.decide("approve")

    assert not guest.browser.cookies
    assert not Session.objects.exists()


def test_decision_is_nobodys_who_is_signed_in_by_chance(guest: Guest, member: User) -> None:
    guest.browser.force_login(member)

    assert "Sign out" not in guest.open().content.decode()
    guest.decide("approve")

    assert TaskState.objects.get().finished_by is None
    assert not PageLogEntry.objects.filter(user=member).exists()


def test_form_from_a_page_without_referrer_is_taken(guest: Guest) -> None:
    """Browsers send `Origin: null` from a page whose policy is no-referrer."""
    strict = Guest(guest.invitation, guest.token, Client(enforce_csrf_checks=True))

    response = strict.browser.post(strict.link, {"send_code": "1"}, headers={"Origin": "null"})

    assert response.status_code == 302
    assert len(mail.outbox) == 1


def test_page_holds_neither_token_nor_address(guest: Guest) -> None:
    """Nothing on it passes the link on, or tells who else was asked than whoever knows already."""
    page = guest.open().content.decode()

    assert guest.token not in page
    assert ADDRESS not in page
    assert "g…@elsewhere.example" in page
    assert "canonical" not in page
    assert not re.search(r"data-(share|copy)", page)


def test_invitation_mail_holds_the_link_and_the_code_mail_the_code(
    article: ArticlePage, editor: User, client: Client
) -> None:
    invitation, token = invite(article.pk, editor, ADDRESS)

    assert token not in str(GuestInvitation.objects.values().get())
    assert invitation.token_hash != token
    guest = Guest(invitation, token, client)
    code = guest.code()
    assert code.replace(" ", "") not in str(GuestInvitation.objects.values().get())
    assert mail.outbox[-1].to == [ADDRESS]
    assert mail.outbox[-1].reply_to == [editor.email]
