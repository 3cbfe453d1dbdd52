"""What the tests of joining and signing in share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.mailbox import Mailbox, mail_server


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """What the site mails, by a real mail server on this machine."""
    with mail_server() as mailbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = mailbox.port
        yield mailbox
