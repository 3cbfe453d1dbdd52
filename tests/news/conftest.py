"""Who works at the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User


@pytest.fixture
def edith(client: Client, editor: User) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client
