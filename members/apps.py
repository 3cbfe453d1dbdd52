"""Accounts, and the one rule for who may read what."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Members of the association and the access rule."""

    name = "members"
    verbose_name = _("Members")
    # There is another below; without this word Django would take neither for the app.
    default = True

    def ready(self) -> None:
        """Decide on files; keep the restrictions of collections to groups."""
        from members.files import access, restrictions  # noqa: F401 -- registered by being imported

        post_migrate.connect(
            restrictions.tidy_restrictions, sender=self, dispatch_uid="members.files.tidy"
        )


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with forms for our account model."""

    user_viewset = "members.viewsets.AccountViewSet"
