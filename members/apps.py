"""Accounts, and the one rule for who may read what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Members of the association and the access rule."""

    name = "members"
    # Of the two in this module; Django would take neither.
    default = True
    verbose_name = _("Members")

    def ready(self) -> None:
        """Register what happens by the clock and what follows from changes of accounts."""
        from members.membership import clock, signals  # noqa: F401 -- registered by being imported


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with forms for our account model."""

    user_viewset = "members.viewsets.AccountViewSet"
