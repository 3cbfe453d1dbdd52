"""The administration of accounts."""

from __future__ import annotations

from wagtail.users.views.users import UserViewSet

from members.forms import AccountCreationForm, AccountEditForm


class AccountViewSet(UserViewSet):
    """Wagtail's user screens with our forms; signing in is by address, so no user name is shown."""

    template_prefix = "members/admin/"

    def get_form_class(self, for_update: bool = False) -> type:
        """The form for a new account or for an existing one."""
        return AccountEditForm if for_update else AccountCreationForm
