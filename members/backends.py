"""How the sign-in finds an account."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from members.models import User


class AccountBackend(ModelBackend):
    """Django's own, except that the sign-in form gets to see accounts that are not active.

    Only so can it tell somebody with the right password why they cannot come in. It refuses them;
    and a session of an account that was deactivated meanwhile is nobody's.
    """

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Leave it to the form (AuthenticationForm.confirm_login_allowed)."""
        return True

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, as long as it is active."""
        user = super().get_user(user_id)
        return user if user and user.is_active else None
