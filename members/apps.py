"""Accounts, members, and the one rule for who may read what."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Members of the association and the access rule."""

    # Of the two in this module; without the word Django would take neither for the app.
    default = True
    name = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Register what decides, what happens by the clock, and what follows from changes."""
        from allauth.account.signals import email_confirmed
        from allauth.mfa.signals import authenticator_added
        from wagtail.query import PageQuerySet

        from members import told
        from members.addresses import follow

        # Registered by being imported.
        from members.files import access, restrictions  # noqa: F401 -- they register
        from members.membership import clock, dashboard, sign_up, signals  # noqa: F401 -- they register
        from members.own_account import registered  # noqa: F401 -- they register
        from members.querysets import private_pages
        from members.signing_in import expired_sessions  # noqa: F401 -- it registers
        from members.signing_in.proofs import drop_unproven_password
        from members.signing_in.staff import end_sessions_without_it

        told.register()
        # Wagtail's own way breaks with a thousand restrictions.
        PageQuerySet.private_q = private_pages
        post_save.connect(follow, sender="members.User", dispatch_uid="members.addresses")
        email_confirmed.connect(drop_unproven_password, dispatch_uid="members.signing_in.proofs")
        authenticator_added.connect(
            end_sessions_without_it, dispatch_uid="members.signing_in.staff"
        )
        post_migrate.connect(
            restrictions.tidy_restrictions, sender=self, dispatch_uid="members.files.tidy"
        )


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with forms for our account model and for our groups."""

    group_viewset = "members.group_viewset.SiteGroupViewSet"
    user_viewset = "members.viewsets.AccountViewSet"
