"""Whose request it is, where nobody comes without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

if TYPE_CHECKING:
    from members.models import User


def account_of(request: HttpRequest) -> User:
    """The account that sent a request of the admin, which lets nobody in who is not signed in."""
    return cast("User", request.user)
