"""Accounts, and the one rule for who may read what."""

from django.apps import AppConfig
from django.db.models.signals import post_save
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
        from members.membership import clock, signals  # noqa: F401 -- registered by being imported
        from members.signing_in.staff import end_sessions_without_it

        post_save.connect(follow, sender="members.User", dispatch_uid="members.addresses")
        authenticator_added.connect(
            end_sessions_without_it, dispatch_uid="members.signing_in.staff"
        )


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with forms for our account model."""

    user_viewset = "members.viewsets.AccountViewSet"
