"""Accounts, and the one rule for who may read what."""

from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Members of the association and the access rule."""

    name = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Keep what follows from accounts in step; register what happens by the clock."""
        from allauth.mfa.signals import authenticator_added

        from members.addresses import follow
        from members.membership import clock, sign_up, signals  # noqa: F401 -- so they register
        from members.own_account import holdings
        from members.own_account.holdings.editing import EDITING
        from members.own_account.holdings.own import OWN
        from members.own_account.leaving import let_go
        from members.own_account.panels import DataPanel
        from members.panels import register_account_panel
        from members.signing_in.staff import end_sessions_without_it

        for holding in (*OWN, *EDITING):
            holdings.register(holding)
        register_account_panel(DataPanel())
        pre_delete.connect(let_go, sender="members.User", dispatch_uid="members.leaving")

        post_save.connect(follow, sender="members.User", dispatch_uid="members.addresses")
        authenticator_added.connect(
            end_sessions_without_it, dispatch_uid="members.signing_in.staff"
        )


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with forms for our account model."""

    user_viewset = "members.viewsets.AccountViewSet"
