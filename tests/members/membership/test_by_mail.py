"""From an invitation to a suspension, as the mails tell it that a mail server got."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from members.membership import invitations, mails, services
from members.models import Membership, MembershipRules, User
from tests.factories import UserFactory
from tests.mailbox import mail_server
from tests.members.membership.people import in_group

pytestmark = pytest.mark.django_db


def test_somebody_is_invited_joins_and_is_suspended(
    settings: Settings,
    rules: MembershipRules,
    administrator: User,
    told: Callable[[], list[tuple[str, int]]],
) -> None:
    rules.joining = MembershipRules.Joining.INVITATION
    rules.suspended_text = "Dear {name},\n\nnot for now – sorry."
    rules.save()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port

        def arrived() -> list[tuple[str, str]]:
            for event, key in told():
                assert mails.send(event, key)
            taken = [
                (str(each["Subject"]), each.get_content().replace("\r\n", "\n"))
                for each in box.letters
            ]
            assert [each["To"] for each in box.letters] == ["zoe@example.org"]
            box.letters.clear()
            return taken

        membership = services.take_in(
            Membership(name="Zoë", email="zoe@example.org"), administrator, invites=True
        )
        ((subject, text),) = arrived()
        assert "You are invited" in subject
        token = text.partition("invitation=")[2].split()[0]
        assert invitations.may_join(RequestFactory().get("/", {"invitation": token}))

        account = UserFactory.create(email="zoe@example.org")
        services.account_verified(account)
        ((subject, text),) = arrived()
        assert "Welcome" in subject
        assert text.startswith("Hello Zoë,")
        assert in_group() == {account.pk}

        membership.refresh_from_db()
        services.suspend(membership, administrator)
        ((subject, text),) = arrived()
        assert text.startswith("Dear Zoë,\n\nnot for now – sorry.")
        assert in_group() == set()
