"""What people do in these tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import User
from news.models import ArticlePage, Authorship, GuestInvitation, NewsDeskPage
from news.review.guests.inviting import invite
from tests.factories import ArticlePageFactory

ADDRESS = "gina@elsewhere.example"
HEADLINE = "A village buys its bookshop"


def write(article: ArticlePage, user: User, **changes: Any) -> ArticlePage:
    """Save a new version."""
    article = article.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(article, name, value)
    # As a draft is saved: what is missing is not asked for yet.
    article.save_revision(user=user, log_action=True, clean=False)
    return ArticlePage.objects.get(pk=article.pk)


def is_author(article: ArticlePage, user: User) -> None:
    """Note who wrote something, as the site does when a version is saved in the admin."""
    Authorship.objects.get_or_create(
        page=article, account=user, defaults={"wrote_at": timezone.now()}
    )


def autosave(article: ArticlePage, user: User, **changes: Any) -> None:
    """Rewrite the newest version in place, as an open editor does."""
    revision = ArticlePage.objects.get(pk=article.pk).latest_revision
    changed = revision.as_object()
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.save_revision(user=user, overwrite_revision=revision)
    changed.refresh_from_db(fields=["latest_revision"])
    assert changed.latest_revision_id == revision.pk


def article_in_review(desk: NewsDeskPage, author: User) -> ArticlePage:
    """A draft, submitted."""
    article = ArticlePageFactory.create(parent=desk, title=HEADLINE, live=False, owner=author)
    article = write(article, author, summary="First words.")
    article.get_workflow().start(article, author)
    return ArticlePage.objects.get(pk=article.pk)


@dataclass
class Guest:
    """A reviewer in a browser, with a link."""

    invitation: GuestInvitation
    token: str
    browser: Client

    @property
    def link(self) -> str:
        """The path of the link."""
        return reverse("guest_review", args=[self.token])

    def open(self) -> Any:
        """Open the link."""
        return self.browser.get(self.link)

    def ask_for_code(self) -> Any:
        """Press "Send me a code"."""
        return self.browser.post(self.link, {"send_code": "1"})

    def code(self) -> str:
        """Have a code sent, and read it."""
        response = self.ask_for_code()
        assert response.status_code == 302, response.content.decode()
        return code_in(newest_mail())

    def decide(self, decision: str = "approve", code: str | None = None, remark: str = "") -> Any:
        """Send the decision, with a fresh code unless one is given."""
        code = self.code() if code is None else code
        fields = {"decision": decision, "code": code, "remark": remark}
        return self.browser.post(self.link, fields)

    def now(self) -> GuestInvitation:
        """The invitation as it is in the database."""
        return GuestInvitation.objects.get(pk=self.invitation.pk)


def invited(article: ArticlePage, by: User, browser: Client, address: str = ADDRESS) -> Guest:
    """Ask somebody."""
    invitation, token = invite(article.pk, by, address)
    return Guest(invitation, token, browser)


def newest_mail() -> str:
    """What the mail says that was sent last."""
    return str(mail.outbox[-1].body)


def code_in(text: str) -> str:
    """The code in a mail, as somebody types it who copies it with its space."""
    (found,) = re.findall(r"^ +(\d{3} \d{3})$", text, re.MULTILINE)
    return str(found)


def sent_to(address: str) -> list[EmailMessage]:
    """The mails to an address, without what Wagtail itself tells whoever may approve."""
    return [message for message in mail.outbox if message.to == [address]]


def state(article: ArticlePage) -> ArticlePage:
    """The article as it is in the database."""
    return ArticlePage.objects.get(pk=article.pk)
