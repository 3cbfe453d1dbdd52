"""How the sign-in finds an account."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from members.models import User


class AccountBackend(AuthenticationBackend):
    """allauth's: by address and password, in the same time whether there is an account or not."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, as long as it is active."""
        user = super().get_user(user_id)
        return user if user and user.is_active else None
