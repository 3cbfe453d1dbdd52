"""Who may ask whom, and the screen on which they do."""

from __future__ import annotations

import datetime
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from members.models import User
from news.models import ArticlePage, GuestInvitation
from news.review.guests.inviting import invite, revoke
from news.review.guests.rules import RefusedError, bare
from tests.factories import UserFactory
from tests.news.deskwork import require_four_eyes
from tests.news.review.guests.steps import (
    ADDRESS,
    Guest,
    code_in,
    invited,
    is_author,
    newest_mail,
    sent_to,
    state,
    write,
)


def screen(article: ArticlePage) -> str:
    """Where somebody is asked."""
    return reverse("news_guests:invitations", args=[article.pk])


def ask(browser: Client, article: ArticlePage, address: str = ADDRESS, note: str = "") -> Any:
    """Fill in the form."""
    return browser.post(screen(article), {"address": address, "note": note}, follow=True)


def press(browser: Client, invitation: GuestInvitation, button: str) -> Any:
    """Press a button beside an invitation."""
    address = reverse("news_guests:invitation", args=[invitation.article_id, invitation.pk])
    return browser.post(address, {button: "1"}, follow=True)


def link_in(text: str) -> str:
    """The path of the link in a mail."""
    (address,) = [line for line in text.splitlines() if "/account/review/" in line]
    return address[address.index("/account/") :]


def test_editor_asks_and_the_reviewer_approves(
    edith: Client, article: ArticlePage, editor: User
) -> None:
    """All of it by request."""
    response = ask(edith, article, note="Are the figures right?")

    assert f"{ADDRESS} is asked by mail." in response.content.decode()
    (asked,) = sent_to(ADDRESS)
    assert asked.reply_to == [editor.email]
    assert "Are the figures right?" in asked.body
    assert "A village buys its bookshop" in asked.subject
    assert "&" not in asked.body
    reader, link = Client(), link_in(str(asked.body))
    reader.post(link, {"send_code": "1"})
    reader.post(link, {"decision": "approve", "code": code_in(newest_mail())})
    assert state(article).live


def test_author_may_not_ask_anybody(client: Client, article: ArticlePage, author: User) -> None:
    client.force_login(author)

    opened = client.get(screen(article), follow=True)
    asked = ask(client, article)

    for response in (opened, asked):
        assert "You wrote or edited this version" in response.content.decode()
    assert not GuestInvitation.objects.exists()
    assert not sent_to(ADDRESS)


def test_author_may_ask_somebody_where_the_rule_is_off(
    client: Client, article: ArticlePage, author: User
) -> None:
    require_four_eyes(False)
    client.force_login(author)

    ask(client, article)

    assert GuestInvitation.objects.get().invited_by == author


def test_superuser_who_wrote_it_may_not_ask_anybody(article: ArticlePage, superuser: User) -> None:
    is_author(article, superuser)

    with pytest.raises(RefusedError, match="You wrote"):
        invite(article.pk, superuser, ADDRESS)


@pytest.mark.parametrize(
    "address",
    [
        "Anna.Author@example.org",
        "anna.author@EXAMPLE.org",
        "ANNA.AUTHOR@example.org",
        "anna.author+review@example.org",
        " anna.author@example.org ",
    ],
)
def test_address_of_an_author_is_refused_however_it_is_written(
    edith: Client, article: ArticlePage, address: str
) -> None:
    response = ask(edith, article, address)

    assert "belongs to somebody who wrote or edited" in response.content.decode()
    assert not GuestInvitation.objects.exists()
    assert not sent_to(address.strip())


@pytest.mark.parametrize("rule", [True, False])
def test_own_address_is_refused_with_and_without_the_rule(
    edith: Client, article: ArticlePage, editor: User, rule: bool
) -> None:
    require_four_eyes(rule)

    for address in (editor.email, editor.email.upper(), editor.email.replace("@", "+me@")):
        response = ask(edith, article, address)
        assert "This is your own address." in response.content.decode()
    assert not GuestInvitation.objects.exists()


def test_address_of_an_author_may_be_asked_where_the_rule_is_off(
    edith: Client, article: ArticlePage, author: User
) -> None:
    require_four_eyes(False)

    ask(edith, article, author.email)

    assert GuestInvitation.objects.get().address.casefold() == author.email.casefold()


def test_mailbox_is_known_in_all_its_spellings() -> None:
    assert bare(" Anna+x+y@Example.ORG") == "anna@example.org"


def test_who_may_not_approve_the_step_asks_nobody(client: Client, article: ArticlePage) -> None:
    outsider = UserFactory.create(groups=["Members"])

    with pytest.raises(RefusedError, match="Only who may approve"):
        invite(article.pk, outsider, ADDRESS)
    client.force_login(outsider)
    assert client.get(screen(article)).status_code == 302
    assert client.post(screen(article), {"address": ADDRESS}).status_code == 302
    assert not GuestInvitation.objects.exists()


def test_nobody_is_asked_about_an_article_that_waits_for_nothing(
    edith: Client, article: ArticlePage
) -> None:
    WorkflowState.objects.get().cancel()

    response = edith.get(screen(article), follow=True)

    assert "is not waiting for approval" in response.content.decode()


def test_nobody_is_asked_about_an_incomplete_article(
    edith: Client, article: ArticlePage, author: User
) -> None:
    write(article, author, source=None)

    response = ask(edith, article)

    assert "The article is not complete yet. Source:" in response.content.decode()
    assert not GuestInvitation.objects.exists()


def test_address_has_to_be_one(edith: Client, article: ArticlePage) -> None:
    response = ask(edith, article, "gina")

    assert "Enter a valid email address." in response.content.decode()


def test_one_person_at_a_time_is_asked(edith: Client, article: ArticlePage, guest: Guest) -> None:
    response = ask(edith, article, "other@elsewhere.example")

    assert f"{ADDRESS} has been asked already." in response.content.decode()
    assert GuestInvitation.objects.count() == 1


@pytest.mark.parametrize("gone", ["changed", "expired"])
def test_somebody_else_is_asked_once_the_first_link_is_of_no_use(
    edith: Client, article: ArticlePage, guest: Guest, author: User, gone: str
) -> None:
    if gone == "changed":
        write(article, author, title="Something else")
    else:
        GuestInvitation.objects.update(expires_at=timezone.now() - datetime.timedelta(hours=1))

    ask(edith, article, "other@elsewhere.example")

    assert GuestInvitation.objects.undecided().get().address == "other@elsewhere.example"


def test_revoked_link_is_of_no_use_and_the_log_says_so(
    edith: Client, guest: Guest, editor: User
) -> None:
    response = press(edith, guest.invitation, "revoke")

    assert "works no longer" in response.content.decode()
    assert "Revoked" in response.content.decode()
    assert guest.open().status_code == 410
    entry = PageLogEntry.objects.get(action="news.guest.revoked")
    assert (entry.user, entry.data["address"]) == (editor, ADDRESS)


def test_revoking_twice_changes_nothing(edith: Client, guest: Guest) -> None:
    press(edith, guest.invitation, "revoke")

    response = press(edith, guest.invitation, "revoke")

    assert "had ended already" in response.content.decode()
    assert PageLogEntry.objects.filter(action="news.guest.revoked").count() == 1


def test_decided_invitation_cannot_be_revoked(guest: Guest, editor: User) -> None:
    guest.decide("approve")

    assert not revoke(guest.invitation.pk, editor)


def test_who_may_not_approve_revokes_nothing(guest: Guest, member: User) -> None:
    with pytest.raises(RefusedError, match="Only who may approve"):
        revoke(guest.invitation.pk, member)


def test_invited_again_the_reviewer_gets_a_new_link_to_the_article_as_it_is_now(
    edith: Client, article: ArticlePage, guest: Guest, author: User
) -> None:
    write(article, author, title="A better headline")

    press(edith, guest.invitation, "again")

    assert guest.open().status_code == 410
    shown = Client().get(link_in(newest_mail()))
    assert "<h1>A better headline</h1>" in shown.content.decode()
    assert mail.outbox[-1].to == [ADDRESS]


def test_invitation_of_another_article_is_not_touched(
    edith: Client, article: ArticlePage, guest: Guest
) -> None:
    address = reverse("news_guests:invitation", args=[article.pk, guest.invitation.pk + 1])

    assert edith.post(address, {"revoke": "1"}).status_code == 404


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("gone"), TimeoutError()])
def test_nobody_is_asked_where_the_mail_cannot_be_sent(
    edith: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fail(self: EmailMessage, fail_silently: bool = False) -> int:
        raise error

    monkeypatch.setattr(EmailMessage, "send", fail)

    response = ask(edith, article, note="Are the figures right?")

    page = response.content.decode()
    assert "could not be sent; nobody was asked." in page
    # What was typed is kept.
    assert "Are the figures right?" in page
    assert not GuestInvitation.objects.undecided().exists()


def test_screen_lists_what_became_of_each(
    edith: Client, article: ArticlePage, guest: Guest, editor: User
) -> None:
    revoke(guest.invitation.pk, editor)
    second = invited(article, editor, Client(), "second@elsewhere.example")
    second.decide("changes", remark="The date is wrong.")
    WorkflowState.objects.get().resume(user=article.owner)

    page = edith.get(screen(article)).content.decode()

    for part in (ADDRESS, "Revoked", "Asked for changes", "The date is wrong.", "Edith Editor"):
        assert part in page
    assert "Invite again" not in page


def test_screen_asks_as_many_questions_for_few_as_for_many(
    edith: Client,
    article: ArticlePage,
    guest: Guest,
    editor: User,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(10):
        GuestInvitation.objects.undecided().update(revoked_at=timezone.now())
        invited(article, editor, Client(), f"g{number}@elsewhere.example")

    with django_assert_max_num_queries(60):
        edith.get(screen(article))


def test_actions_of_the_editor_lead_there_for_who_may_ask(
    client: Client, article: ArticlePage, author: User, editor: User
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    client.force_login(editor)
    assert screen(article) in client.get(edit).content.decode()
    client.force_login(author)
    assert screen(article) not in client.get(edit).content.decode()


def test_who_opens_the_editor_hears_that_somebody_is_asked_about_this_version(
    edith: Client, article: ArticlePage, guest: Guest, author: User
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    warning = "has been asked to decide about this version"

    assert warning in edith.get(edit).content.decode()
    write(article, author, title="Something else")
    assert warning not in edith.get(edit).content.decode()


def test_history_tells_of_it_in_words(edith: Client, article: ArticlePage, guest: Guest) -> None:
    guest.decide("approve", remark="Well told.")

    page = edith.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()

    assert f"Asked {ADDRESS} to decide without an account" in page
    assert f"Approved by {ADDRESS} without an account, asked by Edith Editor" in page
